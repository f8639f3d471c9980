// Reads QR codes: from the camera, or from a photograph where there is no camera for a page.

import { isSameSight } from './rules.js';

const longestSide = 960;
const between = 120;

/** The browser's own reader where it has one for QR codes, else ours, which is loaded only then. */
async function makeReader() {
  if ('BarcodeDetector' in globalThis) {
    const formats = await BarcodeDetector.getSupportedFormats();
    if (formats.includes('qr_code')) {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      return async (source) => (await detector.detect(source))[0]?.rawValue ?? null;
    }
  }
  const { decodeQR } = await import('/presensi/pembaca/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (source, width, height) => {
    const scale = Math.min(1, longestSide / Math.max(width, height));
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    try {
      return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
      return null;
    }
  };
}

let making = null;
const reader = () => (making ??= makeReader());

export const hasCamera = () => navigator.mediaDevices?.getUserMedia !== undefined;

/** The text of the QR code in a photograph, or null. */
export async function readPhoto(file) {
  const picture = await createImageBitmap(file);
  const read = await reader();
  return read(picture, picture.width, picture.height);
}

/** Shows the camera in `video` and tells each new code once. Throws when the camera is refused. Answers how to stop. */
export async function watch(video, onCode) {
  const wanted = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  video.srcObject = stream;
  await video.play();
  const read = await reader();
  const lock = await navigator.wakeLock?.request('screen').catch(() => null);
  let going = true;
  let last = null;
  const look = async () => {
    if (!going) return;
    const text = video.readyState >= 2 ? await read(video, video.videoWidth, video.videoHeight).catch(() => null) : null;
    const now = Date.now();
    if (going && text !== null) {
      const same = isSameSight(last, text, now);
      last = { text, seenAt: now };
      if (!same) await onCode(text);
    }
    setTimeout(look, between);
  };
  void look();
  return () => {
    going = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    void lock?.release();
  };
}
