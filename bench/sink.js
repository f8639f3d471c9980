import { SMTPServer } from 'smtp-server';

/* A mail server of its own that takes everything, counts it and keeps the first messages. Told by IPC what to answer. */

let count = 0;
let times = [];
const kept = [];

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  disableReverseLookup: true,
  onData(stream, _, done) {
    const chunks = [];
    stream.on('data', (chunk) => {
      if (kept.length < 20) chunks.push(chunk);
    });
    stream.on('end', () => {
      count += 1;
      times.push(performance.now());
      if (kept.length < 20) kept.push(Buffer.concat(chunks).toString('latin1'));
      done();
    });
  },
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.server.address().port }));

process.on('message', (question) => {
  if (question === 'forget') [count, times] = [0, []];
  process.send({ count, kept, first: times[0] ?? 0, last: times.at(-1) ?? 0 });
});
