/**
 * Speaks to the mail server in a thread of its own, with the pool that it is given. It is told of a mail by
 * `{ number, mail }`, in nodemailer's terms, and answers `{ number }` when the mail server has taken it, else
 * `{ number, failed }`. `{ close }` is the last that it hears.
 */
import { createTransport } from 'nodemailer';
import { Buffer } from 'node:buffer';
import { parentPort, workerData } from 'node:worker_threads';
import { WholeMessage } from './whole-message.mjs';

const pool = createTransport(workerData);

pool.use('stream', ({ message }, done) => {
  message.transform(() => new WholeMessage());
  done();
});

/** Buffers arrive as plain bytes. */
function asBuffer({ content, ...attachment }) {
  return { ...attachment, content: Buffer.from(content.buffer, content.byteOffset, content.byteLength) };
}

async function send({ number, mail: { attachments, ...mail } }) {
  try {
    await pool.sendMail({ ...mail, attachments: attachments.map(asBuffer) });
    parentPort.postMessage({ number });
  } catch ({ code, responseCode, message }) {
    parentPort.postMessage({ number, failed: { code, responseCode, message } });
  }
}

parentPort.on('message', (told) => {
  if (told.close === undefined) {
    void send(told);
  } else {
    pool.close();
    parentPort.close();
  }
});
