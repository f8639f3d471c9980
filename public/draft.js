// Keeps a registration form on the phone until it was sent: what was typed, never the NIK nor the consent; and when
// the line is lost, the sending itself. Without this script the same form is sent by the browser alone.
(() => {
  const days = 7 * 24 * 60 * 60 * 1000;
  const wait = 10_000;
  const nameOf = (form) => `draft:${form.getAttribute('action')}`;
  const isKept = ({ name, type }) =>
    name !== '' && !/(^|\.)nik$/.test(name) && !['hidden', 'submit', 'button', 'checkbox'].includes(type);
  let busy = false;
  let again;

  function read(form) {
    try {
      const draft = JSON.parse(localStorage.getItem(nameOf(form)));
      if (draft && Date.now() - draft.at < days) return draft;
      localStorage.removeItem(nameOf(form));
    } catch {}
    return null;
  }

  function save(form) {
    const fields = { ...read(form)?.fields };
    for (const field of form.elements) {
      if (isKept(field) && (field.type !== 'radio' || field.checked)) fields[field.name] = field.value;
    }
    const draft = { at: Date.now(), key: form.elements.key.value, fields };
    try {
      localStorage.setItem(nameOf(form), JSON.stringify(draft));
    } catch {}
  }

  function forget(form) {
    try {
      localStorage.removeItem(nameOf(form));
    } catch {}
  }

  /** Fills what is empty; what the server shows stands. */
  function restore(form) {
    const draft = read(form);
    if (!draft) return;
    form.elements.key.value = draft.key;
    let restored = false;
    for (const field of form.elements) {
      const value = isKept(field) ? draft.fields[field.name] : undefined;
      if (!value) continue;
      if (field.type === 'radio') {
        if (form.elements[field.name].value !== '' || field.value !== value) continue;
        field.checked = true;
      } else if (field.value === '') field.value = value;
      else continue;
      restored = true;
    }
    if (restored) say(form.dataset.restored, form);
  }

  /** A sentence over the foot of the window, so that nothing on the page moves. */
  function say(text, forgettable) {
    document.querySelector('.note')?.remove();
    if (!text) return;
    const note = document.createElement('div');
    note.className = forgettable ? 'note note-passing' : 'note';
    note.setAttribute('role', 'status');
    const words = document.createElement('p');
    words.textContent = text;
    note.append(words);
    if (forgettable) {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'button button-plain button-small';
      button.textContent = forgettable.dataset.forget;
      button.addEventListener('click', () => {
        forget(forgettable);
        location.assign(forgettable.getAttribute('action'));
      });
      note.append(button);
    }
    document.body.append(note);
  }

  async function send(form, button) {
    if (busy) return;
    busy = true;
    clearTimeout(again);
    const body = new URLSearchParams(new FormData(form));
    if (button) body.set(button.name, button.value);
    const slow = setTimeout(() => say(form.dataset.slow), 1500);
    try {
      const signal = AbortSignal.timeout?.(30_000);
      const response = await fetch(form.getAttribute('action'), { method: 'POST', body, signal });
      const html = await response.text();
      clearTimeout(slow);
      busy = false;
      if (response.redirected) {
        forget(form);
        location.assign(response.url);
      } else show(html);
    } catch {
      clearTimeout(slow);
      busy = false;
      say(form.dataset.offline);
      const retry = () => form.isConnected && send(form, button);
      again = setTimeout(retry, wait);
      addEventListener('online', retry, { once: true });
    }
  }

  /** Throws for what is no page of ours: something between us and the server answered. */
  function show(html) {
    const page = new DOMParser().parseFromString(html, 'text/html');
    const main = page.querySelector('main#content');
    document.querySelector('main').replaceWith(document.adoptNode(main));
    document.title = page.title;
    say('');
    begin();
    const start = main.querySelector('.flash-error[tabindex]') ?? main.querySelector('h1');
    start.tabIndex = -1;
    start.focus();
    start.scrollIntoView({ block: 'center' });
  }

  function begin() {
    for (const form of document.querySelectorAll('form[data-offline]')) {
      restore(form);
      form.addEventListener('input', () => {
        save(form);
        document.querySelector('.note-passing')?.remove();
      });
    }
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!form.matches('form[data-offline]')) return;
    event.preventDefault();
    save(form);
    void send(form, event.submitter);
  });
  begin();
})();
