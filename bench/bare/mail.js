import { simpleParser } from 'mailparser';
import { readFileSync } from 'node:fs';
import { createTransport } from 'nodemailer';

/** The least program that sends messages: a pool of nodemailer's with as many connections as Bina's. */

const { SMTP_URL: url, MESSAGES: file, COUNT: count } = process.env;
const messages = await Promise.all(
  JSON.parse(readFileSync(file, 'utf8')).map(async (raw) => {
    const { from, to, subject, text, html, attachments } = await simpleParser(Buffer.from(raw, 'latin1'), {
      skipImageLinks: true,
    });
    const files = attachments.map(({ filename, contentType, content, cid, contentDisposition }) => ({
      ...{ filename, contentType, content, contentDisposition },
      ...(cid === undefined ? {} : { cid }),
    }));
    return { from: from.text, to: to.text, subject, text, html, attachments: files };
  }),
);
const pool = createTransport({ url, pool: true, maxConnections: 4, maxMessages: Infinity });
await Promise.all(
  Array.from({ length: Number(count) }, (_, number) => pool.sendMail(messages[number % messages.length])),
);
pool.close();
