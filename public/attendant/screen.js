// Puts on the screen what the desk knows.

import * as rules from './rules.js';

const element = (id) => document.getElementById(id);
const words = new Map(
  [...element('words').content.querySelectorAll('[data-word]')].map(({ dataset, textContent }) => [dataset.word, textContent]),
);

/** A text of the page with what `{name}` and the like stand for. */
export function word(key, given = {}) {
  return words.get(key).replaceAll(/\{(\w+)\}/g, (_, name) => given[name] ?? '');
}

const language = document.documentElement.lang === 'en' ? 'en-GB' : 'id-ID';
const zones = { 'Asia/Jakarta': 'WIB', 'Asia/Pontianak': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' };

function time(instant, timeZone) {
  const clock = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  return `${clock.format(new Date(instant))} ${zones[timeZone] ?? timeZone}`;
}

function day(instant, timeZone) {
  const calendar = { timeZone, weekday: 'long', day: 'numeric', month: 'long' };
  return new Intl.DateTimeFormat(language, calendar).format(new Date(instant));
}

export function show(id, visible) {
  element(id).hidden = !visible;
}

export function make(tag, { text, ...given } = {}, ...inside) {
  const made = Object.assign(document.createElement(tag), given);
  if (text !== undefined) made.textContent = text;
  made.append(...inside);
  return made;
}

function about({ event, batchNumber, venue, room, startsAt, timeZone }) {
  const place = room === null ? venue : `${venue}, ${room}`;
  return [
    `${event} · ${word('batch', { number: batchNumber })}`,
    `${day(startsAt, timeZone)}, ${time(startsAt, timeZone)} · ${place}`,
  ];
}

function lines(texts) {
  return texts.flatMap((text, index) => (index === 0 ? [text] : [make('br'), text]));
}

/** `quiet` where the camera is what matters. */
export function heading(text, quiet = false) {
  element('heading').textContent = text;
  element('heading').classList.toggle('small-heading', quiet);
  document.title = text;
}

export function trouble(text) {
  element('trouble').firstElementChild.textContent = text ?? '';
  show('trouble', text !== null);
}

/** The sessions to choose from, each a link to its door. */
export function sessions(all, fresh) {
  show('choosing-alone', !fresh);
  show('sessions', all.length > 0);
  show('no-sessions', fresh && all.length === 0);
  element('sessions').replaceChildren(
    ...all.map((session) => {
      const link = make('a', { className: 'row-link', href: `#${session.id}`, text: session.title });
      const small = make('span', { className: 'small quiet' }, ...lines(about(session)));
      return make('li', {}, link, make('br'), small);
    }),
  );
}

/** Everything at the door that changes by itself. */
export function desk({ list, scans, refused, line }) {
  show('sign-in', line === 'sign_in');
  if (list === null) return;
  const { session } = list;
  const own = scans.filter(({ sessionId }) => sessionId === session.id);
  const { present, expected } = rules.figures(list, own);
  heading(session.title, true);
  element('about').replaceChildren(...lines(about(session)));
  element('hall-screen').href = `/console/sesi/${session.id}/layar`;
  show('hall-screen', session.selfCheckIn === true);
  element('sign-in-again').href = `/masuk?next=/presensi`;
  element('present').textContent = word('of', { present, expected });
  element('unsent').textContent = String(scans.length);
  element('line').textContent = word(`line_${line}`);
  element('line').className = line === 'up' ? 'up' : 'down';
  refusals(refused, session);
}

function refusals(refused, { timeZone }) {
  show('refused', refused.length > 0);
  element('refusals').replaceChildren(
    ...refused.map(({ id, name, code, at, why }) => {
      const told = word('refused_at', { time: time(at, timeZone), why });
      const dismiss = { type: 'button', className: 'button button-plain button-small', text: word('dismiss') };
      const button = make('button', dismiss);
      button.dataset.dismiss = id;
      return make('li', { className: 'row' }, person({ name, code }, told), button);
    }),
  );
}

function person({ name, code }, told) {
  const small = make('span', { className: 'small quiet' }, code, make('br'), told);
  return make('div', {}, make('strong', { text: name }), ' ', small);
}

/** Those who were found, each with a button or with why there is none. */
export function found({ list, scans, attendant }, text) {
  const people = rules.search(list, text);
  const asked = text.trim().length > 1 && !rules.isTicket(text.trim());
  show('found', asked && people.length > 0);
  show('found-none', asked && people.length === 0);
  const own = scans.filter(({ sessionId }) => sessionId === list.session.id);
  element('found').replaceChildren(
    ...people.map((one) => {
      const first = rules.arrivalOf(list, own, one, attendant?.name ?? null);
      const state = one.status === 'confirmed' ? '' : word(`state_${one.status}`);
      const since = first === null || first.at === null ? state : word('since', { time: time(first.at, list.session.timeZone) });
      const button = make('button', { type: 'button', className: 'button button-small', text: word('check_in') });
      button.append(make('span', { className: 'visually-hidden', text: ` ${one.name}` }));
      button.dataset.person = one.registrationId;
      const open = one.status === 'confirmed' && first === null;
      return make('li', { className: 'row' }, person(one, since), ...(open ? [button] : []));
    }),
  );
}

function more({ kind, late, at, by, kept, why }, timeZone) {
  if (kind === 'refused') return why;
  if (kind === 'already') {
    const known = typeof at === 'string' && typeof by === 'string';
    return known ? word('more_already', { time: time(at, timeZone), by }) : word('more_already_nobody');
  }
  if (kind === 'welcome') return word(late ? 'more_late' : 'more_welcome', { time: time(at, timeZone) });
  return word(kind === 'unknown' && kept ? 'more_unknown_alone' : `more_${kind}`);
}

/** The answer over the whole screen; it stays until it is closed or another one comes. */
export function answer(given, { timeZone }) {
  const dialog = element('answer');
  dialog.dataset.kind = given.kind;
  for (const icon of dialog.querySelectorAll('[data-for]')) icon.hidden = icon.dataset.for !== given.kind;
  element('answer-title').textContent = word(given.kind);
  element('answer-name').textContent = [given.name, given.code].filter((text) => text !== undefined).join(' · ');
  element('answer-more').textContent = more(given, timeZone);
  show('answer-kept', given.kept === true && given.kind !== 'unknown');
  if (!dialog.open) dialog.showModal();
}
