// What the phone decides by itself: no screen, no storage, no line. Instants are ISO 8601 in UTC, as the server gives them.

const attended = new Set(['present', 'late']);

/** Whether a text has the form of a ticket: a token of 44 characters. */
export function isTicket(text) {
  return /^[A-Za-z0-9_-]{44}$/.test(text);
}

/** The person of the list whose ticket has this hash, or null. */
export function holderOf(list, hash) {
  return list.people.find(({ tickets }) => tickets.includes(hash)) ?? null;
}

/** Since when and by whom somebody is in: the earlier one of what the server told and what this phone still holds. */
export function arrivalOf(list, scans, person, own) {
  const { mark, registrationId } = person;
  const told = mark !== null && attended.has(mark.status) ? [{ at: mark.checkedInAt, by: mark.recordedBy }] : [];
  const held = scans.filter((scan) => scan.personId === registrationId).map(({ at }) => ({ at, by: own }));
  const [first = null] = [...told, ...held].sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : 1));
  return first;
}

export function isLate({ session }, at) {
  return Date.parse(at) > Date.parse(session.startsAt) + session.lateAfterMinutes * 60_000;
}

/** The answer that the phone can give by itself to a person of the list, or to a ticket's hash. `scans`: those held already. */
export function answerAlone(list, scans, { person, hash, at, own }) {
  const found = person ?? (hash === null ? null : holderOf(list, hash));
  if (found === null) return { kind: list.elsewhere.includes(hash) ? 'wrong_batch' : 'unknown' };
  const { name, code } = found;
  if (found.status !== 'confirmed') return { kind: 'not_confirmed', name, code };
  const first = arrivalOf(list, scans, found, own);
  if (first !== null) return { kind: 'already', name, code, at: first.at, by: first.by };
  return { kind: 'welcome', name, code, at, late: isLate(list, at) };
}

const refusals = {
  ticket_unknown: 'unknown',
  registration_not_found: 'unknown',
  wrong_batch: 'wrong_batch',
  not_confirmed: 'not_confirmed',
};

/** The answer that the server gave, in the same words; `alone` is what the phone thought. */
export function answerTold({ verdict, body }, alone) {
  if (verdict === 'refused') {
    const kind = refusals[body.code];
    if (kind === undefined) return { kind: 'refused', why: body.detail ?? '' };
    return kind === 'not_confirmed' ? { kind, name: alone.name, code: alone.code } : { kind };
  }
  const { participant, checkedInAt: at, recordedBy: by, status } = body;
  const kind = body.alreadyCheckedIn ? 'already' : 'welcome';
  return { kind, name: participant.name, code: participant.code, at, by, late: status === 'late' };
}

/** Whether a scan that could not be sent stays to be sent: whoever was sent away is not let in later. */
export function isKept(kind) {
  return kind === 'welcome' || kind === 'already' || kind === 'unknown';
}

/** What becomes of a scan by the status of the server's answer: done, refused for good, to be tried again, or after signing in. */
export function verdictOf(status) {
  if (status >= 200 && status < 300) return 'done';
  if (status === 401 || status === 403) return 'sign_in';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'later';
  return 'refused';
}

/** The list with what the server told of one person. */
export function withMark(list, { registrationId, status, checkedInAt, recordedBy }) {
  const people = list.people.map((person) =>
    person.registrationId === registrationId ? { ...person, mark: { status, checkedInAt, recordedBy } } : person,
  );
  return { ...list, people };
}

/** `unsent` counts scans, the others people. */
export function figures(list, scans) {
  const expected = list.people.filter(({ status }) => status === 'confirmed');
  const held = new Set(scans.map(({ personId }) => personId));
  const present = expected.filter(
    ({ registrationId, mark }) => held.has(registrationId) || (mark !== null && attended.has(mark.status)),
  );
  return { present: present.length, expected: expected.length, unsent: scans.length };
}

function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A code as people type it: small letters, O for 0, I or L for 1, hyphens and spaces anywhere. */
function codeOf(text) {
  return text.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Those whose name has every word that was typed, or whose code begins as it does; from two characters on. */
export function search(list, text, most = 20) {
  const words = plain(text).split(/\s+/).filter((word) => word !== '');
  const code = codeOf(text);
  if (code.length < 2) return [];
  const rank = ({ status }) => (status === 'confirmed' ? 0 : 1);
  return list.people
    .filter((person) => {
      const name = plain(person.name);
      return words.every((word) => name.includes(word)) || codeOf(person.code).startsWith(code);
    })
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, most);
}

/** Of the kept lists, those that have to be gone. */
export function outlived(lists, now) {
  return lists.filter(({ keepUntil }) => Date.parse(keepUntil) <= now);
}

const pause = 3_000;

/** Whether what the camera sees is the same sight still, and no new scan. Times in milliseconds. */
export function isSameSight(last, text, now) {
  return last !== null && last.text === text && now - last.seenAt < pause;
}

/** A UUID (version 4), also where the page is not served by HTTPS and `randomUUID` is missing. */
export function newId(random = crypto.getRandomValues(new Uint8Array(16))) {
  const bytes = random.slice();
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
