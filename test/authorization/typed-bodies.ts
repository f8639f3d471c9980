import type { RouteName } from './address.js';

const batch = {
  ...{ 'venue.name': 'Balai Pelatihan', 'venue.address': 'Jl. Contoh 1', 'venue.regencyCode': '63.72' },
  ...{ timeZone: 'Asia/Makassar', capacity: '20', admission: 'automatic', lateAfterMinutes: '15' },
  ...{ registrationOpensAt: '2026-10-19T08:00', registrationClosesAt: '2026-10-20T07:00' },
};
const partner = {
  ...{ name: 'Dekranasda', kind: 'dekranas' },
  ...{ 'contacts.0.name': 'Bagian Laporan', 'contacts.0.email': 'laporan@mitra.example' },
};
const office = {
  ...{ name: 'Dinas Contoh', parentName: 'Pemerintah Contoh', address: 'Jl. Contoh 2', city: 'Banjarbaru' },
  certificateNumberPattern: '{seq}/{kind}/{year}',
};
const registrant = {
  ...{ 'participant.name': 'Rusdi', 'participant.gender': 'male', 'participant.phone': '081250000777' },
  'participant.regencyCode': '63.71',
};
/** By the columns of the furnished office's spreadsheet. */
const columns = { 'column.name': '0', 'column.phone': '1', 'column.gender': '2', 'column.regency': '3' };

/** Of the mail with a certificate, which must stand in it. */
export const wording = { subject: 'Sertifikat', body: 'Yth. {{nama}},\n\n{{sertifikat}}', version: 0 };

/** What people type into forms. */
export const typedBodies: Readonly<Record<RouteName, () => Readonly<Record<string, string>>>> = {
  'POST /kegiatan/:id/daftar': () => ({ ...registrant, who: 'aspiring', consent: 'true' }),
  'POST /pendaftaran/:token/data': () => registrant,
  'POST /console/angkatan/:id/jadwal/salin': () => ({ from: '2026-10-20', to: '2026-10-22' }),
  'POST /console/angkatan/:id/peserta/impor/:draft': () => ({ mode: 'all', consent: 'true' }),
  'POST /console/angkatan/:id/peserta/impor/:draft/kolom': () => columns,
  'POST /console/angkatan/:id/survei': () => ({ action: 'save', daysOpen: '14' }),
  'POST /console/angkatan/:id/ubah': () => batch,
  'POST /console/mitra/:id': () => partner,
  'POST /console/mitra/baru': () => partner,
  'POST /console/pengaturan/kantor': () => office,
  'POST /console/pesan/templat/:template/:locale': () => ({ ...wording, version: '0' }),
  'POST /console/pesan/templat/:template/:locale/uji': () => ({ ...wording, version: '0' }),
  'POST /console/program/:id/angkatan/baru': () => batch,
};
