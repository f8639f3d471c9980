// Shows the mail while it is being written, and inserts names by a click; the page works without it.
const form = document.querySelector('#form');
const body = form.querySelector('textarea');
const button = form.querySelector('#preview');
const patience = 500;
let waiting;
let shown = 0;
let last = body;

/** A frame that is new, by a name that is new, leaves no step in the browser's history; the old one stays until it is drawn. */
function show() {
  const frames = [...document.querySelectorAll('.mail-frame')];
  const frame = frames[0].cloneNode();
  frame.removeAttribute('src');
  frame.classList.add('mail-frame-next');
  for (const other of frames.slice(1)) other.remove();
  shown += 1;
  frame.name = `pratinjau-${shown}`;
  button.formTarget = frame.name;
  frames[0].after(frame);
  form.requestSubmit(button);
  frame.addEventListener('load', () => {
    frames[0].remove();
    frame.classList.remove('mail-frame-next');
  });
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(show, patience);
}

for (const field of form.querySelectorAll('textarea, input[type="text"]')) {
  field.addEventListener('input', soon);
  field.addEventListener('focus', () => {
    last = field;
  });
}
button.hidden = true;

for (const tag of document.querySelectorAll('[data-insert]')) {
  const insert = document.createElement('button');
  insert.type = 'button';
  insert.className = 'mail-tag';
  insert.textContent = tag.textContent;
  insert.addEventListener('click', () => {
    last.setRangeText(tag.dataset.text, last.selectionStart, last.selectionEnd, 'end');
    last.focus();
    soon();
  });
  tag.dataset.text = tag.textContent;
  tag.replaceChildren(insert);
}
