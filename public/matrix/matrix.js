// Attendance by keyboard: a letter marks the chosen cell, is saved at once, and moves down. Without this, a form does.

import { gridOf } from './grid.js';
import { savingOf } from './saving.js';

const refreshEvery = 15_000;
let lastSaved = 0;
const table = document.querySelector('#matrix');
const status = document.querySelector('#saved');
const help = document.querySelector('#help');
const words = JSON.parse(table.dataset.words);
const sessions = [...table.querySelectorAll('th[data-session]')];
const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll('td[data-mark]')]);
const figures = new Map([...table.tFoot.rows].map((row) => [row.dataset.sum, [...row.cells].slice(1)]));
const buttons = [...document.querySelectorAll('#marks [data-set]')];
const marks = new Map([...buttons].map(({ dataset }) => [dataset.set, dataset]));
const keys = new Map(buttons.map(({ dataset }) => [dataset.key.toLowerCase(), dataset.set]));
for (const [key, mark] of Object.entries({ h: 'present', t: 'late', i: 'excused', backspace: 'none' })) {
  if (!keys.has(key) && marks.has(mark)) keys.set(key, mark);
}
const known = new Map(rows.flat().map((cell) => [cell, cell.dataset.mark]));
const untold = table.tFoot.rows.length > 0 ? [...table.tFoot.rows].find(({ dataset }) => dataset.sum === 'none') : null;
if (!marks.has('none')) marks.set('none', { letter: '–', word: untold?.cells[0].textContent ?? '' });

const say = (word, given = {}) =>
  (status.textContent = words[word].replace(/\{(\w+)\}/g, (_, name) => given[name] ?? ''));
const nameOf = (cell) => cell.parentElement.cells[0].firstChild.textContent.trim();
const columnOf = (cell) => cell.cellIndex - 1;
const addressOf = (cell) =>
  `/console/sesi/${sessions[columnOf(cell)].dataset.session}/presensi/${cell.parentElement.dataset.id}`;

/** Shows a mark and counts it, in its row and in its column. */
function show(cell, mark) {
  const before = cell.dataset.mark;
  if (before === mark) return;
  cell.dataset.mark = mark;
  cell.textContent = marks.get(mark).letter;
  cell.setAttribute('aria-label', marks.get(mark).word);
  for (const [of, change] of [
    [before, -1],
    [mark, 1],
  ]) {
    const figure = figures.get(of)[columnOf(cell)];
    figure.textContent = String(Number(figure.textContent) + change);
  }
  const own = rows[cell.parentElement.sectionRowIndex];
  const there = own.filter(({ dataset }) => dataset.mark === 'present' || dataset.mark === 'late').length;
  cell.parentElement.lastElementChild.textContent = `${there}/${own.length}`;
}

const saving = savingOf(addressOf, {
  saved(cell, mark, { before }, last) {
    const seen = known.get(cell);
    known.set(cell, mark);
    lastSaved = performance.now();
    if (!last) return;
    delete cell.dataset.state;
    const given = { name: nameOf(cell), mark: marks.get(mark).word };
    const stood = before?.status ?? 'none';
    if (stood === seen || stood === mark) say('saved', given);
    else note('replaced', { ...given, before: marks.get(stood).word, by: before?.recordedBy ?? '' });
  },
  refused(cell, reason, last) {
    if (!last) return;
    cell.dataset.state = 'refused';
    show(cell, known.get(cell));
    note('refused', { name: nameOf(cell), reason });
  },
  state({ left, waiting, signedOut }) {
    status.classList.toggle('warned', waiting);
    if (waiting) say(signedOut ? 'signed_out' : 'waiting', { count: left });
    else if (left > 0) say('saving');
  },
});

/** What has to be read stays on the page until it is closed or the next thing goes wrong. */
function note(word, given) {
  say(word, given);
  const text = document.createElement('p');
  text.textContent = status.textContent;
  const flash = document.querySelector('#noted') ?? document.createElement('div');
  flash.id = 'noted';
  flash.className = 'flash flash-note';
  flash.replaceChildren(text);
  status.parentElement.after(flash);
}

function put(cell, mark) {
  show(cell, mark);
  cell.dataset.state = 'saving';
  saving.put(cell, mark);
}

const asked = sessions.findIndex(({ dataset }) => 'asked' in dataset);
const candidates = asked < 0 ? rows.flat() : rows.map((cells) => cells[asked]);
const grid = gridOf(rows, candidates.find(({ dataset }) => dataset.mark === 'none') ?? candidates[0]);

function markCurrent(mark) {
  if (mark === 'none' && !keys.has('delete')) return;
  put(grid.current, mark);
  grid.move('ArrowDown');
}

table.setAttribute('role', 'grid');
table.setAttribute('aria-describedby', 'hint');

table.addEventListener('keydown', (event) => {
  if (!grid.has(event.target) || event.altKey || event.metaKey) return;
  const mark = event.ctrlKey ? undefined : keys.get(event.key.toLowerCase());
  if (event.key === '?') help.showModal();
  else if (mark !== undefined) markCurrent(mark);
  else if (!grid.move(event.key, event.ctrlKey)) return;
  event.preventDefault();
});
table.addEventListener('focusin', ({ target }) => grid.has(target) && grid.choose(target));
table.addEventListener('click', ({ target }) => grid.has(target) && grid.go(target));
for (const button of buttons) button.addEventListener('click', () => markCurrent(button.dataset.set));
document.querySelector('#help-open').addEventListener('click', () => help.showModal());

/** What others marked meanwhile. An answer that was on its way while something was saved here is out of date. */
async function refresh() {
  if (document.hidden) return;
  const began = performance.now();
  const answer = await fetch(table.dataset.live, { headers: { accept: 'application/json' } }).catch(() => null);
  if (answer === null || !answer.ok || lastSaved > began) return;
  const { people, marks: now } = await answer.json();
  let changed = 0;
  for (const [column, { dataset }] of sessions.entries()) {
    const byMark = Object.entries(now[dataset.session] ?? {});
    const standing = new Map(byMark.flatMap(([mark, numbers]) => numbers.map((number) => [number, mark])));
    for (const cells of rows) changed += renew(cells[column], standing);
    for (const [mark, line] of figures) line[column].textContent = String(sum(mark, column, { standing, people }));
  }
  if (changed > 0) say('changed', { count: changed });
}

function renew(cell, standing) {
  const mark = standing.get(Number(cell.parentElement.dataset.no)) ?? 'none';
  const other = mark !== known.get(cell) && !saving.holds(cell);
  known.set(cell, mark);
  delete cell.dataset.news;
  if (!other) return 0;
  show(cell, mark);
  cell.dataset.news = '';
  return 1;
}

/** What the server counts, with what is not saved yet. */
function sum(mark, column, { standing, people }) {
  const saved = [...standing.values()].filter((one) => one === mark).length;
  const pending = rows.map((cells) => cells[column]).filter((cell) => saving.holds(cell));
  const come = pending.filter((cell) => cell.dataset.mark === mark && known.get(cell) !== mark).length;
  const gone = pending.filter((cell) => cell.dataset.mark !== mark && known.get(cell) === mark).length;
  return (mark === 'none' ? people - standing.size : saved) + come - gone;
}

setInterval(refresh, refreshEvery);
document.addEventListener('visibilitychange', refresh);
addEventListener('online', saving.retry);
addEventListener('focus', saving.retry);
addEventListener('beforeunload', (event) => {
  if (saving.size > 0) event.preventDefault();
});
