// Keeps the app itself on the phone, so that it opens without a line. The server writes `version` before this text.
// Nothing personal passes through here: what is not named below goes to the network untouched.

const cacheName = `presensi-${version}`;
const shell = '/presensi';
const modules = ['app', 'camera', 'desk', 'rules', 'screen', 'server', 'signals', 'store'];
const files = [
  '/assets/bina.css',
  '/assets/mark.svg',
  '/assets/cloth.svg',
  '/assets/attendant/attendant.css',
  '/assets/attendant/presensi.webmanifest',
  '/assets/attendant/icon-192.png',
  ...modules.map((name) => `/assets/attendant/${name}.js`),
];
const decoder = ['/presensi/pembaca/decode.js', '/presensi/pembaca/index.js'];
const kept = new Set([...files, ...decoder]);

async function keep(cache, path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok || answer.redirected) throw new Error(`${path} can't be kept`);
  await cache.put(path, answer);
}

async function fill() {
  const cache = await caches.open(cacheName);
  const wanted = 'BarcodeDetector' in self ? files : [...files, ...decoder];
  await Promise.all(wanted.map((path) => keep(cache, path, { cache: 'reload' })));
  await keep(cache, shell, { cache: 'no-store', credentials: 'same-origin', headers: { accept: 'text/html' } });
}

async function dropOlder() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('presensi-') && name !== cacheName).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The kept page at once, since a bad line is worse than none; asked for in another language, the server's if there is a line. */
async function open(request) {
  const cache = await caches.open(cacheName);
  const known = await cache.match(shell);
  const otherLanguage = new URL(request.url).searchParams.has('lang');
  if (known !== undefined && !otherLanguage) return known;
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await cache.put(shell, answer.clone());
    return answer;
  } catch (error) {
    if (known !== undefined) return known;
    throw error;
  }
}

async function file(request) {
  return (await caches.match(request, { cacheName })) ?? fetch(request);
}

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});
self.addEventListener('activate', (event) => event.waitUntil(dropOlder()));
self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && pathname === shell) event.respondWith(open(event.request));
  else if (kept.has(pathname)) event.respondWith(file(event.request));
});
