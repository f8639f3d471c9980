import type { RouteName } from './address.js';

const answered = 'the first answer has come in';
const notSelection = 'the batch takes people in the order in which they come';
const marked = 'people were marked in the session';
const code = 'only a phone knows the code';
const password = 'nobody has a password';
const live = 'the registration is live';

/** Where whoever may is stopped by the state of the furnished office, or by a secret that isn't known here: why. */
export const stopping: Readonly<Record<RouteName, string>> = {
  'POST /masuk': password,
  'POST /api/v1/tokens': password,
  'POST /console/keamanan/aktifkan': code,
  'POST /console/keamanan/matikan': code,
  'POST /h': 'the code that is typed is none',
  'POST /kegiatan/:id/daftar-bersama': 'a group is put together on several screens',
  'POST /api/v1/batches/:id/publication': 'the batch is published',
  'POST /console/angkatan/:id/terbit': 'the batch is published',
  'DELETE /api/v1/sessions/:id': marked,
  'POST /console/angkatan/:id/jadwal/:sessionId/hapus': marked,
  'POST /api/v1/registrations/:id/erasure': live,
  'POST /console/angkatan/:id/peserta/:registrationId/hapus': live,
  'PUT /api/v1/batches/:id/selection-criteria': notSelection,
  'POST /console/angkatan/:id/seleksi/kriteria': notSelection,
  'POST /console/angkatan/:id/seleksi/tetapkan': notSelection,
  'POST /console/angkatan/:id/survei/pertanyaan': answered,
  'POST /console/angkatan/:id/survei/pertanyaan/:questionId': answered,
  'POST /console/angkatan/:id/survei/pertanyaan/:questionId/hapus': answered,
  'POST /console/angkatan/:id/survei/pertanyaan/:questionId/pindah': answered,
  'POST /console/angkatan/:id/survei/pertanyaan/baru': answered,
  'POST /survei/:token': 'the survey opens after the last session',
};
