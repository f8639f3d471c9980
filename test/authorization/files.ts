import type { RouteName } from './address.js';

/** A picture of one pixel. */
export const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** One person, under headings that are known. */
export const spreadsheet = Buffer.from(
  'Nama Lengkap;No. HP;Jenis Kelamin;Kabupaten/Kota\nRusdi;081250001111;L;Kota Banjarmasin\n',
);

/** What the forms bring that bring a file. */
export const files: Readonly<Record<RouteName, Buffer>> = {
  'POST /console/angkatan/:id/peserta/impor': spreadsheet,
  'POST /console/pengaturan/logo': dot,
};
