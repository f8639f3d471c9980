// The attendant's app: chooses the session by the address's `#`, and brings camera, search and line to the desk.

import { hasCamera, readPhoto, watch } from './camera.js';
import { Desk } from './desk.js';
import { isTicket } from './rules.js';
import * as screen from './screen.js';
import { allowSound, signal } from './signals.js';
import { wipe } from './store.js';

const element = (id) => document.getElementById(id);
const title = document.title;
const everySeconds = 20;
const welcomeSeconds = 3;

let stopCamera = null;
let closing = null;
const desk = new Desk(() => {
  screen.desk(desk);
  if (desk.list !== null) screen.found(desk, element('search').value);
});

const chosen = () => /^#([0-9a-f-]{36})$/.exec(location.hash)?.[1] ?? null;

async function route() {
  stop();
  screen.trouble(null);
  if (element('answer').open) element('answer').close();
  const id = chosen();
  if (id === null) {
    desk.leave();
    await choosing();
  } else if (await desk.choose(id)) atTheDoor();
  else {
    desk.leave();
    await choosing();
    screen.trouble(desk.line === 'sign_in' ? null : screen.word('list_missing'));
  }
}

async function choosing() {
  screen.heading(title);
  screen.show('door', false);
  const { fresh, sessions } = await desk.sessions();
  if (desk.list !== null) return;
  screen.sessions(sessions, fresh || desk.line === 'sign_in');
  screen.show('choosing', true);
}

function atTheDoor() {
  screen.show('choosing', false);
  screen.show('door', true);
  element('search').value = '';
  screen.desk(desk);
  screen.found(desk, '');
  if (!hasCamera()) withoutCamera(isSecureContext ? 'camera_none' : 'camera_insecure');
  void send();
}

function withoutCamera(why) {
  element('no-camera').textContent = screen.word(why);
  screen.show('no-camera', true);
  screen.show('photo-field', true);
  screen.show('lens', why === 'camera_refused');
}

async function send() {
  if (desk.scans.length > 0) await desk.send();
}

/** Nothing is said to be recorded that could not be kept. */
async function answer(working) {
  try {
    const given = await working;
    screen.trouble(null);
    signal(given.kind);
    screen.answer(given, desk.list.session);
    clearTimeout(closing);
    if (given.kind === 'welcome') closing = setTimeout(() => element('answer').close(), welcomeSeconds * 1_000);
  } catch {
    signal('refused');
    screen.trouble(screen.word('broken'));
  }
}

async function scanned(text) {
  const ticket = text.trim();
  if (isTicket(ticket)) await answer(desk.scan(ticket));
  else await answer(Promise.resolve({ kind: 'refused', why: screen.word('no_ticket') }));
}

async function start() {
  allowSound();
  try {
    screen.show('video', true);
    screen.show('lens-lead', false);
    stopCamera = await watch(element('video'), scanned);
    screen.show('start', false);
    screen.show('stop', true);
    element('stop').focus();
  } catch {
    stop();
    withoutCamera('camera_refused');
  }
}

function stop() {
  stopCamera?.();
  stopCamera = null;
  screen.show('video', false);
  screen.show('lens-lead', true);
  screen.show('start', true);
  screen.show('stop', false);
}

async function photographed() {
  const { files } = element('photo');
  if (files.length === 0) return;
  const text = await readPhoto(files[0]).catch(() => null);
  element('photo').value = '';
  if (text === null) screen.trouble(screen.word('no_code_in_photo'));
  else await scanned(text);
}

/** Readers that plug in type the ticket and press Enter. */
async function searched(event) {
  event.preventDefault();
  const text = element('search').value.trim();
  if (!isTicket(text)) return;
  element('search').value = '';
  screen.found(desk, '');
  await scanned(text);
}

async function pressed({ target }) {
  const { person, dismiss } = target.closest('[data-person], [data-dismiss]')?.dataset ?? {};
  if (dismiss !== undefined) await desk.dismiss(dismiss);
  const found = desk.list?.people.find(({ registrationId }) => registrationId === person);
  if (found === undefined) return;
  allowSound();
  await answer(desk.byHand(found));
  element('search').value = '';
  screen.found(desk, '');
}

async function leave(event) {
  event.preventDefault();
  await send();
  const count = desk.scans.length;
  if (count > 0 && !(await sure(count))) return;
  desk.leave();
  await wipe();
  const answered = await fetch('/keluar', { method: 'POST', redirect: 'manual' }).catch(() => null);
  if (answered !== null) location.assign('/');
  else {
    screen.show('door', false);
    screen.show('choosing', false);
    screen.heading(title);
    screen.trouble(screen.word('wiped'));
  }
}

function sure(count) {
  const dialog = element('asking');
  element('asking-text').textContent = screen.word('leave_unsent', { count });
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'leave'), { once: true });
  });
}

async function tick() {
  if (document.visibilityState !== 'visible' || desk.list === null) return;
  await send();
  await desk.refresh();
}

/** Without HTTPS there is no service worker: the app then works only with a line. */
async function install() {
  if (!isSecureContext || !('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/presensi/layanan.js', { scope: '/presensi' });
  await navigator.storage?.persist?.();
}

element('start').addEventListener('click', () => void start());
element('stop').addEventListener('click', stop);
element('photo').addEventListener('change', () => void photographed());
element('search').addEventListener('input', () => screen.found(desk, element('search').value));
element('finding').addEventListener('submit', (event) => void searched(event));
element('door').addEventListener('click', (event) => void pressed(event));
element('leave').addEventListener('submit', (event) => void leave(event));
element('answer').addEventListener('close', () => clearTimeout(closing));
addEventListener('hashchange', () => void route());
addEventListener('online', () => void tick());
document.addEventListener('visibilitychange', () => void tick());
setInterval(() => void tick(), everySeconds * 1_000);

try {
  await desk.open();
  await route();
  await install();
} catch {
  screen.trouble(screen.word('broken'));
}
