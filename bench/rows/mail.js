import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Api, openBatch } from '../api.js';
import { fillBatch, registrationId } from '../fixtures.js';
import { interleaved, ratio } from '../rounds.js';
import { openWorld, startBina } from '../worlds.js';

const perRound = 400;
const warmUp = 200;

/** The mail server, in a process of its own. */
class Sink {
  static async start() {
    const child = fork('bench/sink.js', { serialization: 'advanced' });
    const [{ port }] = await once(child, 'message');
    return new Sink(child, `smtp://127.0.0.1:${port}`);
  }

  constructor(child, url) {
    this.child = child;
    this.url = url;
  }

  async ask(question) {
    this.child.send(question);
    return (await once(this.child, 'message'))[0];
  }

  /** Messages per second from the first to the last of so many, and some of them. */
  async received(expected) {
    for (;;) {
      const { count, first, last, kept } = await this.ask('how many');
      if (count >= expected) return { perSecond: ((count - 1) / (last - first)) * 1000, kept };
      await delay(20);
    }
  }
}

/** Confirmations with ticket and calendar, as a registration enqueues them. */
function enqueue(world, { batchId }, from, count) {
  const at = "'2026-01-05T01:00:00.000Z'";
  const rows = Array.from({ length: count }, (_, index) => {
    const id = registrationId(from + index);
    const attachments = JSON.stringify([
      { source: 'ticket-qr', id },
      { source: 'calendar', id },
    ]);
    return `('${crypto.randomUUID()}', (SELECT office_id FROM batches WHERE id = '${batchId}'), 'bench:${id}', 'Siti',
      'siti${from + index}@warga.example', 'registration-confirmed', 'id', '${id}', '${batchId}', '{}', '${attachments}',
      'pending', 0, ${at}, '<${id}@bench>', ${at})`;
  });
  return world.execute(
    'bina',
    `INSERT INTO email_messages (id, office_id, dedupe_key, recipient_name, recipient_address, template, locale, subject_id,
       batch_id, data, attachments, status, attempts, next_attempt_at, message_id, created_at) VALUES ${rows.join(', ')}`,
  );
}

async function bareRound(sink, file, count) {
  const environment = { ...process.env, SMTP_URL: sink.url, MESSAGES: file, COUNT: String(count) };
  const child = spawn(process.execPath, ['bench/bare/mail.js'], { env: environment, stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The bare mailer failed.');
}

export const mail = {
  name: 'mail',
  title: 'mails per second through the dispatcher: confirmations with ticket and calendar',
  engines: ['sqlite', 'postgres'],
  run: async (engine, { rounds }) => {
    const world = await openWorld(engine);
    const sink = await Sink.start();
    let server;
    try {
      server = await startBina(world, { SMTP_URL: sink.url });
      const facts = await openBatch(await Api.signedIn(server.port), { capacity: 100 });
      await fillBatch(world, facts, (rounds + 2) * perRound);
      let next = 1;
      const bina = async (count = perRound) => {
        await sink.ask('forget');
        await enqueue(world, facts, next, count);
        next += count;
        return (await sink.received(count)).perSecond;
      };
      await bina(warmUp);
      const file = join(world.folder, 'messages.json');
      writeFileSync(file, JSON.stringify((await sink.ask('what')).kept));
      const bare = async () => {
        await sink.ask('forget');
        await bareRound(sink, file, perRound);
        return (await sink.received(perRound)).perSecond;
      };
      const figures = await interleaved(rounds, { bina, bare });
      const value = ratio(figures, 'bina', 'bare');
      return [{ name: 'against bare', unit: '/s', ...figures, value, bound: { least: 0.6 } }];
    } finally {
      await server?.stop();
      sink.child.kill();
      await world.stop();
    }
  },
};
