import { describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { once } from 'node:events';
import { WholeMessage } from '../../templates/emails/whole-message.mjs';

const part = Buffer.alloc(50_000, 'a');

describe('WholeMessage', () => {
  it('hands all parts on in one piece, in their order, once the last has come', async () => {
    const whole = new WholeMessage();
    const pieces: Buffer[] = [];
    whole.on('data', (piece: Buffer) => pieces.push(piece));
    for (const each of [Buffer.from('Kepada '), Buffer.from('Siti'), part]) whole.write(each);
    expect(pieces).toEqual([]);
    whole.end();
    await once(whole, 'end');
    expect(pieces).toEqual([Buffer.concat([Buffer.from('Kepada Siti'), part])]);
  });

  it('leaves a message as it is composed without it', async () => {
    const mail = {
      ...{ from: 'bina@dinas.example', to: 'siti@warga.example', messageId: '<1@dinas.example>', date: new Date(0) },
      ...{ subject: 'Undangan', text: 'Selamat.\n', attachments: [{ filename: 'jadwal.ics', content: part }] },
      baseBoundary: 'fixed',
    };
    const compose = async (whole: boolean) => {
      const transport = createTransport({ streamTransport: true, buffer: true });
      if (whole) {
        transport.use('stream', ({ message }, done) => {
          message.transform(() => new WholeMessage());
          done();
        });
      }
      return ((await transport.sendMail(mail)).message as Buffer).toString();
    };
    const composed = await compose(true);
    expect(composed).toBe(await compose(false));
    expect(composed).toContain('jadwal.ics');
  });
});
