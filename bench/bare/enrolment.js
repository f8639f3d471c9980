import { v7 } from 'uuid';
import { Keyring } from '../../dist/kernel/keyring.js';
import { parseNik } from '../../dist/kernel/nik.js';
import { parsePhone } from '../../dist/kernel/phone.js';
import { newCode } from '../../dist/kernel/short-code.js';

/*
 * What a bare program has to do about a registration besides its statements: the checks without which it would accept
 * anything, and the rows, encrypted and hashed as in Bina.
 */

const keyring = new Keyring({ current: { id: 1, secret: process.env.APP_SECRET }, previous: [] });

export const newId = v7;

export function link(id) {
  return `${process.env.PUBLIC_URL}/pendaftaran/${keyring.token('manage', id, 1)}`;
}

export function ticketOf(id) {
  return keyring.token('ticket', id, 1);
}

export function registrationOfTicket(ticket) {
  const read = keyring.readToken(ticket);
  return read !== null && keyring.verifyToken('ticket', ticket, 1) ? read.id : null;
}

const isText = (value, max) => typeof value === 'string' && value.trim() !== '' && value.length <= max;

/** The parts of a body that was looked at, ready to be written; null for one that is refused. */
export function enrolmentOf(body, officeId) {
  const { participant, enterprise, role, consent } = body ?? {};
  if (consent !== true || !isText(participant?.name, 100) || !isText(enterprise?.name, 150)) return null;
  const nik = parseNik(participant.nik ?? '', new Date());
  const phone = parsePhone(participant.phone ?? '');
  if (!nik.ok || !phone.ok || !['female', 'male'].includes(participant.gender)) return null;
  const id = newId();
  return {
    participantId: id,
    nikCiphertext: keyring.encrypt(nik.nik.value, { office: officeId, row: id, column: 'nik' }),
    nikHash: keyring.lookupHash('nik', `${officeId}:${nik.nik.value}`),
    name: participant.name,
    gender: participant.gender,
    birthDate: participant.birthDate ?? null,
    phone: phone.phone,
    regencyCode: participant.regencyCode,
    enterpriseId: newId(),
    enterprise,
    role: role ?? null,
    registrationId: newId(),
    code: newCode(),
    consentId: newId(),
    auditId: newId(),
    at: new Date().toISOString(),
  };
}

/** The quotas of a batch that count this person. */
export function matching(quotas, { regencyCode, gender, enterprise }) {
  return quotas.filter(
    (quota) =>
      (quota.regency_code === null || quota.regency_code === regencyCode) &&
      (quota.enterprise_kind === null || quota.enterprise_kind === enterprise.kind) &&
      (quota.gender === null || quota.gender === gender),
  );
}

export function answerOf({ registrationId, code }, status, position) {
  const place = position === null ? {} : { position };
  return { id: registrationId, code, status, ...place, manageUrl: link(registrationId), warnings: [] };
}
