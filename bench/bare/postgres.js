import { createHash } from 'node:crypto';
import pg from 'pg';
import { answerOf, enrolmentOf, matching, newId, registrationOfTicket } from './enrolment.js';
import { serve } from './http.js';

/** The least program on pg that gives Bina's results: statements that the server has prepared, few round trips. */

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

/** A statement that each connection prepares once, under the name given. */
const prepared =
  (name, text) =>
  async (on, ...values) =>
    (await on.query({ name, text, values })).rows;

const placeOf = prepared(
  'place',
  `SELECT batches.*, programs.kind, offices.name AS office FROM batches
   JOIN programs ON programs.id = batches.program_id JOIN offices ON offices.id = batches.office_id
   WHERE batches.id = $1`,
);
const quotasOf = prepared('quotas', 'SELECT * FROM quotas WHERE batch_id = $1 ORDER BY id');
const addPeople = prepared(
  'people',
  `WITH person AS (INSERT INTO participants (id, office_id, nik_ciphertext, nik_hash, name, gender, birth_date, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING id),
   enterprise AS (INSERT INTO enterprises (id, office_id, kind, name, sector, regency_code, created_at)
     VALUES ($9, $2, $10, $11, $12, $13, $8))
   SELECT id FROM person UNION ALL SELECT id FROM participants WHERE office_id = $2 AND nik_hash = $4`,
);
const takeSeat = prepared(
  'seat',
  `UPDATE batches SET last_sequence = last_sequence + 1, taken = taken + CASE WHEN taken < capacity THEN 1 ELSE 0 END
   WHERE id = $1 RETURNING new.last_sequence, new.taken > old.taken AS seated`,
);
const takeQuotas = prepared(
  'quota',
  'UPDATE quotas SET taken = taken + 1 WHERE id = ANY($1) AND taken < capacity RETURNING id',
);
const giveQuotas = prepared('give-quotas', 'UPDATE quotas SET taken = taken - 1 WHERE id = ANY($1)');
const giveSeat = prepared('give-seat', 'UPDATE batches SET taken = taken - 1 WHERE id = $1');
const position = prepared(
  'position',
  `SELECT count(*)::int AS n FROM registrations WHERE batch_id = $1 AND status = 'waitlisted' AND sequence <= $2`,
);
const addRegistration = prepared(
  'registration',
  `WITH registration AS (INSERT INTO registrations
     (id, office_id, batch_id, participant_id, enterprise_id, code, status, sequence, revision, token_version, name,
      gender, phone, regency_code, role, channel, locale, warnings, created_at, status_changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 1, $9, $10, $11, $12, $13, 'online', 'id', '[]', $14, $14)),
   consent AS (INSERT INTO consents (id, registration_id, notice_id, given_at, channel)
     SELECT $15, $1, id, $14, 'online' FROM consent_notices LIMIT 1)
   INSERT INTO audit_entries (id, office_id, at, actor_kind, action, subject_type, subject_id, after)
     VALUES ($16, $2, $14, 'participant', $17, 'registration', $1, $18)`,
);

const actorOf = prepared(
  'actor',
  `SELECT users.id, users.office_id FROM user_sessions JOIN users ON users.id = user_sessions.user_id
   WHERE token_hash = $1 AND revoked_at IS NULL AND disabled_at IS NULL AND expires_at > $2`,
);
const expected = prepared(
  'expected',
  `SELECT sessions.starts_at, registrations.status, registrations.name, registrations.code
   FROM sessions JOIN registrations ON registrations.batch_id = sessions.batch_id
   WHERE sessions.id = $1 AND registrations.id = $2 AND sessions.office_id = $3`,
);
const addAttendance = prepared(
  'attendance',
  `WITH mark AS (INSERT INTO attendances
     (id, session_id, registration_id, status, method, checked_in_at, recorded_by, recorded_at)
     VALUES ($1, $2, $3, $4, 'ticket', $5, $6, $5) ON CONFLICT DO NOTHING RETURNING id)
   INSERT INTO audit_entries (id, office_id, at, actor_kind, actor_id, action, subject_type, subject_id, after)
     SELECT $7, $8, $5, 'user', $6, 'attendance.recorded', 'attendance', id, $9 FROM mark RETURNING id`,
);
const attendanceOf = prepared(
  'standing',
  'SELECT status, checked_in_at FROM attendances WHERE session_id = $1 AND registration_id = $2',
);
const eventById = prepared(
  'event',
  `SELECT programs.title, programs.theme, programs.description, batches.venue_name AS venue
   FROM batches JOIN programs ON programs.id = batches.program_id WHERE batches.id = $1 AND batches.status <> 'draft'`,
);

async function inTransaction(work) {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

/** What needs no lock comes first, so that the batch's row is held for as short a time as can be. */
async function enrol(client, batch, one) {
  const { kind, name, sector, regencyCode } = one.enterprise;
  const [{ id: person }] = await addPeople(
    client,
    ...[
      one.participantId,
      batch.office_id,
      one.nikCiphertext,
      one.nikHash,
      one.name,
      one.gender,
      one.birthDate,
      one.at,
    ],
    ...[one.enterpriseId, kind, name, sector ?? null, regencyCode ?? null],
  );
  const quotas = matching(await quotasOf(client, batch.id), one).map(({ id }) => id);
  const [{ last_sequence: sequence, seated }] = await takeSeat(client, batch.id);
  let confirmed = seated;
  if (confirmed && quotas.length > 0) {
    const given = (await takeQuotas(client, quotas)).map(({ id }) => id);
    if (given.length < quotas.length) {
      confirmed = false;
      await giveQuotas(client, given);
      await giveSeat(client, batch.id);
    }
  }
  const status = confirmed ? 'confirmed' : 'waitlisted';
  await addRegistration(
    client,
    ...[one.registrationId, batch.office_id, batch.id, person, one.enterpriseId, one.code, status, sequence],
    ...[one.name, one.gender, one.phone, one.regencyCode, one.role, one.at, one.consentId, one.auditId],
    ...[`registration.${status}`, JSON.stringify({ status, channel: 'online' })],
  );
  const place = confirmed ? null : (await position(client, batch.id, sequence))[0].n;
  return answerOf(one, status, place);
}

await pool.query(
  `INSERT INTO consent_notices (id, version, locale, text, text_hash, first_shown_at)
   VALUES ($1, '1', 'id', 'notice', $2, $3) ON CONFLICT DO NOTHING`,
  [newId(), createHash('sha256').update('notice').digest('hex'), new Date().toISOString()],
);

serve({
  async register(batchId, body) {
    const [batch] = await placeOf(pool, batchId);
    if (batch?.status !== 'published' || new Date().toISOString() >= batch.registration_closes_at) return [409, {}];
    const enrolment = enrolmentOf(body, batch.office_id);
    if (enrolment === null) return [422, {}];
    return [201, await inTransaction((client) => enrol(client, batch, enrolment))];
  },
  async checkIn(sessionId, { ticket }, { authorization }) {
    const now = new Date().toISOString();
    const [actor] = await actorOf(pool, createHash('sha256').update(authorization.slice(7)).digest('hex'), now);
    if (actor === undefined) return [401, {}];
    const registrationId = registrationOfTicket(ticket);
    const [known] = await expected(pool, sessionId, registrationId, actor.office_id);
    if (known === undefined) return [404, {}];
    if (known.status !== 'confirmed') return [409, {}];
    const status = now > known.starts_at ? 'late' : 'present';
    const after = JSON.stringify({ sessionId, registrationId, status, checkedInAt: now });
    const added = await addAttendance(
      pool,
      ...[newId(), sessionId, registrationId, status, now, actor.id, newId(), actor.office_id, after],
    );
    const { name, code } = known;
    if (added.length === 1) return [201, { status, checkedInAt: now, name, code, alreadyCheckedIn: false }];
    const [standing] = await attendanceOf(pool, sessionId, registrationId);
    return [200, { ...standing, name, code, alreadyCheckedIn: true }];
  },
  event: async (batchId) => (await eventById(pool, batchId))[0],
});
