import Sqlite from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { answerOf, enrolmentOf, matching, newId, registrationOfTicket } from './enrolment.js';
import { serve } from './http.js';

/*
 * The least program on better-sqlite3 that gives Bina's results at Bina's durability. With SHARE=1 requests that wait
 * together share one durable commit, each in its own savepoint; else every request commits by itself.
 */

const file = new Sqlite(join(process.env.DATA_DIR, 'bina.db'));
for (const pragma of ['journal_mode = wal', 'synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON']) {
  file.pragma(pragma);
}
const sql = (text) => file.prepare(text);

const batchById = sql('SELECT * FROM batches WHERE id = ?');
const programById = sql('SELECT * FROM programs WHERE id = ?');
const officeById = sql('SELECT * FROM offices WHERE id = ?');
const quotasOf = sql('SELECT * FROM quotas WHERE batch_id = ?');
const noticeId = sql('SELECT id FROM consent_notices LIMIT 1');
const nextSequence = sql('UPDATE batches SET last_sequence = last_sequence + 1 WHERE id = ? RETURNING last_sequence');
const takeSeat = sql('UPDATE batches SET taken = taken + 1 WHERE id = ? AND taken < capacity');
const takeQuota = sql('UPDATE quotas SET taken = taken + 1 WHERE id = ? AND taken < capacity');
const giveSeat = sql('UPDATE batches SET taken = taken - 1 WHERE id = ?');
const giveQuota = sql('UPDATE quotas SET taken = taken - 1 WHERE id = ?');
const position = sql("SELECT count(*) AS n FROM registrations WHERE batch_id = ? AND status = 'waitlisted'").pluck();
const addPerson = sql(`INSERT OR IGNORE INTO participants
  (id, office_id, nik_ciphertext, nik_hash, name, gender, birth_date, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
const personByNik = sql('SELECT id FROM participants WHERE office_id = ? AND nik_hash = ?').pluck();
const addEnterprise = sql(`INSERT INTO enterprises (id, office_id, kind, name, sector, regency_code, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?)`);
const addRegistration = sql(`INSERT INTO registrations
  (id, office_id, batch_id, participant_id, enterprise_id, code, status, sequence, revision, token_version, name,
   gender, phone, regency_code, role, channel, locale, warnings, created_at, status_changed_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?, ?, 'online', 'id', '[]', ?, ?)`);
const addNotice = sql(`INSERT OR IGNORE INTO consent_notices (id, version, locale, text, text_hash, first_shown_at)
  VALUES (?, '1', 'id', 'notice', ?, ?)`);
const addConsent = sql(`INSERT INTO consents (id, registration_id, notice_id, given_at, channel)
  VALUES (?, ?, ?, ?, 'online')`);
const addAudit = sql(`INSERT INTO audit_entries (id, office_id, at, actor_kind, actor_id, action, subject_type,
  subject_id, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);

const actorOf = sql(`SELECT users.id, users.office_id, users.name FROM user_sessions JOIN users
  ON users.id = user_sessions.user_id WHERE token_hash = ? AND revoked_at IS NULL AND disabled_at IS NULL
  AND expires_at > ?`);
const sessionById = sql('SELECT * FROM sessions WHERE id = ? AND office_id = ?');
const registrationById = sql(
  'SELECT id, batch_id, status, name, code FROM registrations WHERE id = ? AND office_id = ?',
);
const addAttendance = sql(`INSERT OR IGNORE INTO attendances (id, session_id, registration_id, status, method,
  checked_in_at, recorded_by, recorded_at) VALUES (?, ?, ?, ?, 'ticket', ?, ?, ?)`);
const attendanceOf = sql('SELECT * FROM attendances WHERE session_id = ? AND registration_id = ?');

const eventById = sql(`SELECT programs.title, programs.theme, programs.description, batches.venue_name AS venue
  FROM batches JOIN programs ON programs.id = batches.program_id WHERE batches.id = ? AND batches.status <> 'draft'`);

function seat(batchId, quotas) {
  if (takeSeat.run(batchId).changes === 0) return false;
  const taken = [];
  for (const { id } of quotas) {
    if (takeQuota.run(id).changes === 0) {
      for (const given of taken) giveQuota.run(given);
      giveSeat.run(batchId);
      return false;
    }
    taken.push(id);
  }
  return true;
}

function enrol(batch, one) {
  const sequence = nextSequence.get(batch.id).last_sequence;
  const added = addPerson.run(
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
  );
  const person = added.changes === 1 ? one.participantId : personByNik.get(batch.office_id, one.nikHash);
  const { kind, name, sector, regencyCode } = one.enterprise;
  addEnterprise.run(one.enterpriseId, batch.office_id, kind, name, sector ?? null, regencyCode ?? null, one.at);
  const confirmed = seat(batch.id, matching(quotasOf.all(batch.id), one));
  const status = confirmed ? 'confirmed' : 'waitlisted';
  addRegistration.run(
    ...[one.registrationId, batch.office_id, batch.id, person, one.enterpriseId, one.code, status, sequence],
    ...[one.name, one.gender, one.phone, one.regencyCode, one.role, one.at, one.at],
  );
  addConsent.run(one.consentId, one.registrationId, noticeId.get().id, one.at);
  const after = JSON.stringify({ status, channel: 'online' });
  addAudit.run(
    ...[one.auditId, batch.office_id, one.at, 'participant', null, `registration.${status}`, 'registration'],
    ...[one.registrationId, after],
  );
  return answerOf(one, status, confirmed ? null : position.get(batch.id));
}

function arrive(session, registration, actor, at) {
  const id = newId();
  const status = at > session.starts_at ? 'late' : 'present';
  const first = addAttendance.run(id, session.id, registration.id, status, at, actor.id, at).changes === 1;
  if (first) {
    const after = JSON.stringify({ sessionId: session.id, registrationId: registration.id, status, checkedInAt: at });
    addAudit.run(newId(), ...[actor.office_id, at, 'user', actor.id, 'attendance.recorded', 'attendance', id, after]);
  }
  const standing = first ? { status, checked_in_at: at } : attendanceOf.get(session.id, registration.id);
  const { name, code } = registration;
  return [
    first ? 201 : 200,
    { status: standing.status, checkedInAt: standing.checked_in_at, name, code, alreadyCheckedIn: !first },
  ];
}

const alone = (work) => Promise.resolve(file.transaction(work).immediate());

let waiting = [];

/** Everybody who waits when the event loop comes round shares one commit; each answer is given after it. */
function together(work) {
  return new Promise((resolve, reject) => {
    if (waiting.length === 0) setImmediate(commitTogether);
    waiting.push({ work, resolve, reject });
  });
}

function commitTogether() {
  const units = waiting;
  waiting = [];
  const done = [];
  file.exec('BEGIN IMMEDIATE');
  for (const { work, resolve, reject } of units) {
    file.exec('SAVEPOINT unit');
    try {
      const result = work();
      done.push(() => resolve(result));
    } catch (error) {
      file.exec('ROLLBACK TO unit');
      done.push(() => reject(error));
    }
    file.exec('RELEASE unit');
  }
  file.exec('COMMIT');
  for (const tell of done) tell();
}

const write = process.env.SHARE === '1' ? together : alone;
addNotice.run(newId(), createHash('sha256').update('notice').digest('hex'), new Date().toISOString());

serve({
  async register(batchId, body) {
    const batch = batchById.get(batchId);
    const now = new Date().toISOString();
    if (batch?.status !== 'published' || now >= batch.registration_closes_at) return [409, {}];
    programById.get(batch.program_id);
    officeById.get(batch.office_id);
    const enrolment = enrolmentOf(body, batch.office_id);
    if (enrolment === null) return [422, {}];
    return [201, await write(() => enrol(batch, enrolment))];
  },
  async checkIn(sessionId, { ticket }, { authorization }) {
    const now = new Date().toISOString();
    const actor = actorOf.get(createHash('sha256').update(authorization.slice(7)).digest('hex'), now);
    if (actor === undefined) return [401, {}];
    const session = sessionById.get(sessionId, actor.office_id);
    const registration = registrationById.get(registrationOfTicket(ticket), actor.office_id);
    if (session === undefined || registration === undefined) return [404, {}];
    const batch = batchById.get(session.batch_id);
    if (registration.batch_id !== batch.id || registration.status !== 'confirmed') return [409, {}];
    return write(() => arrive(session, registration, actor, now));
  },
  event: (batchId) => eventById.get(batchId),
});
