import { describe, expect, it } from '@jest/globals';
import { certificateView } from '../../test/factories/certificate-view.js';
import { atTime } from '../../test/support/at-time.js';
import { pdfPages, pdfSource } from '../../test/support/pdf-text.js';
import { renderCertificate } from './certificate-pdf.js';
import type { CertificateView } from './certificate.view.js';

async function pages(changes: Partial<CertificateView> = {}): Promise<string[]> {
  return pdfPages(await renderCertificate(certificateView(changes)));
}

/** Without spaces: they tell nothing of where a line was broken. */
const bare = (text: string) => text.replaceAll(/\s/g, '');

const long = (length: number) => 'Kemitraan Usaha '.repeat(40).slice(0, length).trim();

describe('a certificate', () => {
  it('says everything that it is about, as text', async () => {
    const [front = ''] = await pages();
    for (const text of [
      'PEMERINTAH PROVINSI KALIMANTAN SELATAN',
      'DINAS KOPERASI DAN UKM',
      'SERTIFIKAT',
      'Nomor: 500.3/017/SERT/DISKOPUKM-KS/X/2026',
      'Siti Aminah',
      'Kue Lam Siti – Kota Banjarmasin',
      'telah mengikuti Bimbingan Teknis',
      'Pemasaran Digital Kerajinan Sasirangan',
      'Angkatan II, dengan tema “UMKM Banua Naik Kelas”',
      'yang diselenggarakan oleh Dinas Koperasi dan UKM bekerja sama dengan Dekranasda dan Kementerian Koperasi',
      'pada 5 s.d. 7 Oktober 2026 di Aula Contoh, Kota Banjarbaru',
      'dengan jumlah 7 Jam Pelajaran (JP)',
      'Banjarbaru, 8 Oktober 2026',
      'Dr. H. Gusti Contoh, M.Si.',
      'NIP 19741015 201001 1 001',
      'bina.example',
    ]) {
      expect(bare(front)).toContain(bare(text));
    }
    expect(front).not.toContain('elektronik');
  });

  it('lists its sessions and their sum on the back', async () => {
    const [, back = ''] = await pages();
    expect(back.split('\n').slice(-4)).toEqual([
      'No Materi Tanggal JP',
      '1 Foto produk 5 Oktober 2026 4',
      '2 Katalog daring 6 Oktober 2026 3',
      'Jumlah 7',
    ]);
  });

  it('leaves out what it knows nothing of', async () => {
    const printed = await pages({
      recipient: { name: 'Siti Aminah', detail: null },
      theme: null,
      partners: null,
      lessonHours: 0,
      signatory: { title: 'Kepala Dinas', name: 'Gusti Contoh', nip: null },
      sessions: [],
    });
    expect(printed).toHaveLength(1);
    for (const word of ['NIP', 'tema', 'bekerja sama', 'Jam Pelajaran', 'null', 'undefined']) {
      expect(printed[0]).not.toContain(word);
    }
  });

  it('speaks English, too', async () => {
    const [front = ''] = await pages({ locale: 'en' });
    expect(front).toContain('CERTIFICATE');
    expect(front).toContain('for taking part in');
  });

  it.each([
    'Siti "Q"',
    'Siti \\',
    'Siti ) Tj (',
    'Siti {{office.name}}',
    '{{{',
    '"}],"content":[{"text":"x"}]',
    "Nor'ain <b>",
  ])('prints %s as it is', async (name) => {
    const [front = ''] = await pages({ recipient: { name, detail: null } });
    expect(bare(front)).toContain(bare(name));
  });

  it('is printed, though without its letters, for a name that is not in Latin script', async () => {
    expect(await pages({ recipient: { name: '山田 太郎', detail: null } })).toHaveLength(2);
  });

  it('keeps its front on one page when every text is as long as it may be', async () => {
    const printed = await pages({
      office: { parentName: long(200), name: long(200), address: long(300) },
      number: long(80).replaceAll(' ', '/'),
      recipient: { name: 'W'.repeat(120), detail: long(250) },
      title: long(200),
      theme: long(200),
      partners: long(600),
      place: long(250),
      signatory: { title: long(150), name: long(150), nip: '19741015 201001 1 001' },
    });
    expect(printed).toHaveLength(2);
    expect(printed[0]).toContain('NIP');
    expect(printed[1]?.startsWith('Daftar Materi')).toBe(true);
  });

  it('is the same bytes at any time, and others for another name', async () => {
    const first = await atTime('2026-10-08T02:00:00Z', () => renderCertificate(certificateView()));
    const later = await atTime('2031-01-01T17:00:00Z', () => renderCertificate(certificateView()));
    expect(later.equals(first)).toBe(true);
    const other = await renderCertificate(certificateView({ recipient: { name: 'Sita', detail: null } }));
    expect(other.equals(first)).toBe(false);
  });

  it('embeds its fonts, names its office and language, and does nothing', async () => {
    const source = pdfSource(await renderCertificate(certificateView()));
    expect(source).toContain('/FontFile2');
    expect(source).toContain('/Lang (id)');
    expect(source).toContain('(SERTIFIKAT 500.3/017/SERT/DISKOPUKM-KS/X/2026)');
    expect(source).toContain('(Dinas Koperasi dan UKM)');
    expect(source).not.toMatch(/\/(JavaScript|JS|Launch|URI|EmbeddedFile|OpenAction|AA)\b/);
  });
});
