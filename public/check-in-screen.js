// Shows each next code when the server's clock brings it up; a code that may be refused is not left standing.
const screen = document.getElementById('screen');
const lost = document.getElementById('lost');
const full = document.getElementById('full');
const longestAge = 60_000;
const retryAfter = 3_000;
const margin = 150;
const { source, state, zone, zoneName, now } = screen.dataset;
const shift = Date.parse(now) - Date.now();
let shownAt = performance.now();

function put(id, text) {
  const place = document.getElementById(id);
  if (place !== null && place.textContent !== text) place.textContent = text;
}

function show(moment) {
  shownAt = performance.now();
  screen.classList.remove('screen-over');
  lost?.toggleAttribute('hidden', true);
  document.getElementById('qr')?.setAttribute('src', moment.qr ?? '');
  put('typed', moment.typed ?? '');
  put('count', moment.count);
}

function miss() {
  lost?.toggleAttribute('hidden', false);
  if (performance.now() - shownAt > longestAge) screen.classList.add('screen-over');
}

async function refresh() {
  try {
    const answer = await fetch(source, { headers: { accept: 'application/json' } });
    if (answer.status === 401 || answer.status === 403 || answer.redirected) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const moment = await answer.json();
    if (moment.state !== state) return location.reload();
    show(moment);
    later(moment.nextIn);
  } catch {
    miss();
    setTimeout(refresh, retryAfter);
  }
}

function later(nextIn) {
  setTimeout(refresh, Math.max(0, nextIn) + margin);
}

const clock = new Intl.DateTimeFormat(document.documentElement.lang, {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function tick() {
  put('clock', `${clock.format(new Date(Date.now() + shift))} ${zoneName}`);
}

if (document.fullscreenEnabled) {
  full.removeAttribute('data-off');
  full.addEventListener('click', () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    else void document.documentElement.requestFullscreen();
  });
}

tick();
setInterval(tick, 1_000);
later(Number(screen.dataset.next));
