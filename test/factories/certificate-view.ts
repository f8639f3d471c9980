import type { CertificateView } from '../../src/documents/certificate.view.js';

/** A certificate as it is printed; what a test is about is told apart from it. */
export function certificateView(changes: Partial<CertificateView> = {}): CertificateView {
  return {
    locale: 'id',
    number: '500.3/017/SERT/DISKOPUKM-KS/X/2026',
    office: {
      parentName: 'PEMERINTAH PROVINSI KALIMANTAN SELATAN',
      name: 'Dinas Koperasi dan UKM',
      address: 'Jalan Contoh 1, Banjarbaru',
    },
    recipient: { name: 'Siti Aminah', detail: 'Kue Lam Siti – Kota Banjarmasin' },
    kind: 'Bimbingan Teknis',
    title: 'Pemasaran Digital Kerajinan Sasirangan',
    batch: 'Angkatan II',
    theme: 'UMKM Banua Naik Kelas',
    partners: 'Dekranasda dan Kementerian Koperasi',
    dates: '5 s.d. 7 Oktober 2026',
    place: 'Aula Contoh, Kota Banjarbaru',
    lessonHours: 7,
    signedAt: 'Banjarbaru, 8 Oktober 2026',
    signatory: { title: 'Kepala Dinas', name: 'Dr. H. Gusti Contoh, M.Si.', nip: '19741015 201001 1 001' },
    verificationUrl: 'https://bina.example/sertifikat/AQGQobIAAHAAgAAAAAAAAAAA0123456789abcdefghij',
    sessions: [
      { title: 'Foto produk', date: '5 Oktober 2026', lessonHours: 4 },
      { title: 'Katalog daring', date: '6 Oktober 2026', lessonHours: 3 },
    ],
    issuedAt: new Date('2026-10-08T02:00:00Z'),
    ...changes,
  };
}
