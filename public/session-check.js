// Tells what the day already holds while a session is being typed; without it, a button does.
const form = document.querySelector('form[data-check]');
const place = document.querySelector('#check');
const wait = 400;
let timer;
let asked;

async function look() {
  const fields = new FormData(form);
  if (!fields.get('startsAt')) return;
  asked?.abort();
  asked = new AbortController();
  const url = new URL(form.dataset.check, location.href);
  for (const name of ['startsAt', 'endsAt', 'room']) url.searchParams.set(name, fields.get(name) ?? '');
  url.searchParams.set('trainerIds', fields.getAll('trainerIds').join(','));
  try {
    const answer = await fetch(url, { signal: asked.signal, headers: { accept: 'text/html' } });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  } catch {
    // The line is gone, or something else was typed meanwhile: what is saved is checked anyway.
  }
}

form.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(look, wait);
});
