// What the phone keeps: lists of sessions, scans to be sent, scans that were refused, and a few facts. One database, wiped whole.

const name = 'presensi';
let opening = null;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('facts');
      request.result.createObjectStore('lists', { keyPath: 'session.id' });
      for (const store of ['scans', 'refused']) request.result.createObjectStore(store, { keyPath: 'id' });
    };
    request.onsuccess = () => {
      // Another window that wipes must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (opening = null);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opening;
}

/** Does one thing in a store; resolves once it is on the disk. */
async function within(store, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const all = (store) => within(store, 'readonly', (rows) => rows.getAll());
export const get = (store, key) => within(store, 'readonly', (rows) => rows.get(key));
export const put = (store, value, key) => within(store, 'readwrite', (rows) => rows.put(value, key));
export const remove = (store, key) => within(store, 'readwrite', (rows) => rows.delete(key));

/** Removes everything from this phone: the database, the kept app and its service worker. */
export async function wipe() {
  (await open()).close();
  opening = null;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = resolve;
  });
  if (!isSecureContext) return;
  for (const key of await caches.keys()) if (key.startsWith('presensi-')) await caches.delete(key);
  const registration = await navigator.serviceWorker.getRegistration('/presensi');
  await registration?.unregister();
}
