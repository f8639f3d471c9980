const seconds = 5;
const warmUp = 10;

export const view = {
  locale: 'id',
  number: '563/001/DKUKM/X/2026',
  office: {
    parentName: 'Pemerintah Provinsi Kalimantan Selatan',
    name: 'Dinas Koperasi dan UKM',
    address: 'Jl. Dharma Praja II, Banjarbaru',
  },
  recipient: { name: 'Hj. Siti Rahmah', detail: 'Kue Lam Siti – Kota Banjarmasin' },
  kind: 'Bimbingan Teknis',
  title: 'Bimtek Kemasan dan Label Halal',
  batch: 'Angkatan I',
  theme: 'Kemasan yang menjual',
  partners: 'Dekranasda dan Kementerian UMKM',
  dates: '5 s.d. 7 Oktober 2026',
  place: 'Aula Dinas, Kota Banjarbaru',
  lessonHours: 12,
  signedAt: 'Banjarbaru, 8 Oktober 2026',
  signatory: { title: 'Kepala Dinas', name: 'Drs. H. Gusti Rahmadi, M.Si.', nip: '197001011995031999' },
  verificationUrl: 'https://bina.example/sertifikat/AQGbAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  sessions: [
    { title: 'Bahan kemasan', date: '5 Oktober 2026', lessonHours: 4 },
    { title: 'Bentuk dan keterangan', date: '6 Oktober 2026', lessonHours: 4 },
    { title: 'Label halal', date: '7 Oktober 2026', lessonHours: 4 },
  ],
  issuedAt: new Date('2026-10-08T01:00:00.000Z'),
};

/** Certificates per second, each of another person, written to the standard output. */
export async function drawMany(draw) {
  for (let number = 0; number < warmUp; number += 1) await draw(personal(number));
  const begun = performance.now();
  let drawn = 0;
  while (performance.now() < begun + seconds * 1000) {
    await draw(personal(drawn));
    drawn += 1;
  }
  console.log((drawn / (performance.now() - begun)) * 1000);
}

function personal(number) {
  return {
    ...view,
    number: `563/${number}/DKUKM/X/2026`,
    recipient: { ...view.recipient, name: `Hj. Siti Rahmah ${number}` },
    verificationUrl: view.verificationUrl.replace(/A{4}$/, number.toString(36).padStart(4, 'B')),
  };
}
