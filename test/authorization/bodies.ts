import { newId } from '../../src/kernel/ids.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import { aGroupBody, aRegistrationBody } from '../factories/registration.js';
import type { RouteName } from './address.js';
import type { Thing } from './furnished-office.js';
import { typedBodies, wording } from './typed-bodies.js';

export interface Sent {
  readonly ids: Readonly<Record<Thing, string>>;
  readonly registration: Pick<Registration, 'code' | 'phone'>;
  readonly ticket: string;
  readonly sealedReason: string;
}

export type Body = Readonly<Record<string, unknown>>;

const venue = { name: 'Balai Pelatihan', address: 'Jl. Contoh 1', regencyCode: '63.72' };
const session = {
  ...{ title: 'Pemasaran', lessonHours: 2 },
  ...{ startsAt: '2026-10-22T01:00:00+08:00', endsAt: '2026-10-22T03:00:00+08:00' },
};
const batch = {
  ...{ venue, capacity: 20, admission: 'automatic' },
  ...{ registrationOpensAt: '2026-10-21T08:00:00+08:00', registrationClosesAt: '2026-10-25T08:00:00+08:00' },
};
const program = {
  ...{ kind: 'bimtek', title: 'Bimtek Pemasaran', fiscalYear: 2026, fundingSource: 'apbd' },
};
const typedProgram = { ...program, fiscalYear: '2026', minimumAttendance: '75' };
const typedSession = {
  ...{ title: 'Pemasaran', lessonHours: '2' },
  ...{ startsAt: '2026-10-22T01:00', endsAt: '2026-10-22T03:00' },
};
const typedParticipant = {
  ...{ who: 'aspiring', consentManner: 'written', 'participant.name': 'Rusdi', 'participant.gender': 'male' },
  ...{ 'participant.phone': '081250000777', 'participant.regencyCode': '63.71' },
};
const signatory = { title: 'Kepala Bidang', name: 'Contoh Pejabat, S.E.' };
const newUser = () => ({ email: `${newId()}@dinas.example`, name: 'Pegawai Baru', role: 'attendant' });
const correction = { name: 'Siti Rahmah', gender: 'female', phone: '081250001111', regencyCode: '63.71' };
const reason = { reason: 'Narasumber berhalangan' };
const password = 'rumah kuning di tepi sungai';

const lookUp = ({ registration: { code, phone } }: Sent) => ({ code, phoneLast4: phone.slice(-4) });

/** What the API takes. A route that is not here takes nothing. */
const bodies: Readonly<Record<RouteName, (sent: Sent) => Body>> = {
  ...typedBodies,
  'POST /api/v1/public/registration-lookups': lookUp,
  'POST /api/v1/public/batches/:id/registrations': () => aRegistrationBody(1),
  'POST /api/v1/public/batches/:id/group-registrations': () => aGroupBody([2, 3]),
  'PUT /api/v1/public/registrations/:token/details': () => ({ participant: correction }),
  'POST /api/v1/sessions/:id/check-ins': ({ ticket }) => ({ ticket }),
  'PUT /api/v1/sessions/:id/attendance/:registrationId': () => ({ status: 'excused' }),
  'POST /presensi/data/sesi/:id': ({ ticket }) => ({ id: newId(), ticket, at: '2026-10-20T04:00:00.000Z' }),
  'PATCH /api/v1/programs/:id': () => ({ theme: 'Kemasan' }),
  'POST /api/v1/programs/:id/batches': () => batch,
  'PATCH /api/v1/batches/:id': () => ({ lateAfterMinutes: 20 }),
  'POST /api/v1/batches/:id/cancellation': () => reason,
  'POST /api/v1/batches/:id/sessions': () => session,
  'PATCH /api/v1/sessions/:id': () => ({ title: 'Foto produk' }),
  'POST /api/v1/batches/:id/registrations': () => aRegistrationBody(4),
  'POST /api/v1/registrations/:id/admission': () => ({ decision: 'confirm' }),
  'PUT /api/v1/batches/:id/self-check-in': () => ({ allowed: false }),
  'PUT /api/v1/batches/:id/selection-criteria': () => ({ criteria: [{ word: 'early', weight: 10 }] }),
  'POST /api/v1/certificates/:id/revocation': () => reason,
  'POST /api/v1/certificates/:id/replacement': () => ({ name: 'Hj. Siti Rahmah' }),
  'POST /api/v1/batches/:id/attendance-reports': () => ({}),
  'PUT /api/v1/email-wordings/:template/:locale': () => wording,
  'POST /api/v1/programs': () => program,
  'POST /api/v1/partners': () => ({
    ...{ name: 'Dekranasda', kind: 'dekranas' },
    contacts: [{ name: 'Bagian Laporan', email: 'laporan@mitra.example' }],
  }),
  'POST /api/v1/trainers': () => ({ name: 'Dr. Contoh Narasumber' }),
  'PATCH /api/v1/office': () => ({ city: 'Banjarbaru' }),
  'POST /api/v1/users': () => newUser(),
  'PATCH /api/v1/users/:id': () => ({ name: 'Nama Lain' }),
  'POST /api/v1/registrations/:id/erasure': () => ({ cause: 'asked' }),
  'PUT /api/v1/office/retention': () => ({ months: 24 }),
  'POST /kata-sandi/:token': () => ({ password, again: password }),
  'POST /masuk': () => ({ email: 'terlalu panjang '.repeat(20) }),
  'POST /pendaftaran': lookUp,
  'POST /console/program/baru': () => typedProgram,
  'POST /console/program/:id/ubah': () => typedProgram,
  'POST /console/program/:id/salin': () => ({ title: 'Salinan', fiscalYear: '2027', firstDay: '2027-02-01' }),
  'POST /console/mitra/narasumber/baru': () => ({ name: 'Dr. Contoh Narasumber' }),
  'POST /console/pengaturan/penanda-tangan/baru': () => signatory,
  'POST /console/pengaturan/penanda-tangan/utama': () => signatory,
  'POST /console/pengaturan/penanda-tangan/:id': () => signatory,
  'POST /console/pengaturan/pengguna/baru': () => newUser(),
  'POST /console/pengaturan/pengguna/:id': () => ({ name: 'Nama Lain', role: 'organizer' }),
  'POST /console/angkatan/:id/batal': () => reason,
  'POST /console/angkatan/:id/batal/pratinjau': () => reason,
  'POST /console/angkatan/:id/jadwal/baru': () => typedSession,
  'POST /console/angkatan/:id/jadwal/:sessionId': () => typedSession,
  'POST /console/angkatan/:id/laporan': ({ ids }) => ({ partnerIds: ids.partner }),
  'POST /console/angkatan/:id/peserta': ({ ids }) => ({ ids: ids.registration, decision: 'cancel', sure: 'yes' }),
  'POST /console/angkatan/:id/peserta/baru': () => typedParticipant,
  'POST /console/angkatan/:id/peserta/datang': () => typedParticipant,
  'POST /console/angkatan/:id/sertifikat/:certificateId/kirim-ulang': () => ({ key: newId() }),
  'POST /console/angkatan/:id/sertifikat/:certificateId/perbaiki': () => ({ name: 'Hj. Siti Rahmah' }),
  'POST /console/angkatan/:id/sertifikat/:certificateId/cabut': () => reason,
  'POST /console/angkatan/:id/survei/pertanyaan/:questionId': () => ({ key: '1', kind: 'scale', text: 'Puas?' }),
  'POST /console/angkatan/:id/survei/pertanyaan/:questionId/hapus': () => ({ revision: '1' }),
  'POST /console/angkatan/:id/survei/pertanyaan/:questionId/pindah': () => ({ revision: '1' }),
  'POST /console/angkatan/:id/peserta/:registrationId/hapus': () => ({ cause: 'asked' }),
  'POST /console/pengaturan/masa-simpan': () => ({ months: '24' }),
  'POST /console/sesi/:id/presensi/:registrationId': () => ({ status: 'sick' }),
};

export function bodyOf(route: RouteName, sent: Sent): Body {
  return bodies[route]?.(sent) ?? {};
}

/** What the address asks for besides. */
export function queryOf(route: RouteName, { sealedReason }: Sent): string {
  return route.includes('/batal/email/') ? `?isi=${encodeURIComponent(sealedReason)}` : '';
}
