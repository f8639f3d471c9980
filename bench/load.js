import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from './statistics.js';

/*
 * The load generator, a process of its own. It is told of a job over IPC and answers how that went. It speaks HTTP/1.1
 * over sockets that stay open, with requests whose bytes are made before the clock starts, so that it takes as little
 * of the machine from the server as it can.
 */

/** @typedef {{ method: string, path: string, headers?: Record<string, string>, body?: unknown }} Request */
/** `port`: one, or several among which the connections are shared out in turn.
    @typedef {{ port: number | number[], connections: number, seconds: number, expect: number[], requests: Request[], loop?: boolean, pace?: number }} Job */

/** @param {Request} request */
function bytesOf({ method, path, headers = {}, body }) {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const lines = Object.entries({
    host: 'localhost',
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${payload}`);
}

/** One keep-alive socket; `ask` resolves to the status once the whole answer is there. */
class Connection {
  constructor(port) {
    this.answer = Buffer.alloc(0);
    this.socket = connect(port, '127.0.0.1');
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', (error) => this.reject?.(error));
    this.socket.on('close', () => this.reject?.(new Error('The server closed the connection.')));
  }

  ask(bytes) {
    return new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
      this.socket.write(bytes);
    });
  }

  take(chunk) {
    this.answer = this.answer.length === 0 ? chunk : Buffer.concat([this.answer, chunk]);
    const end = this.answer.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.answer.toString('latin1', 0, end);
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
    const whole =
      length === undefined
        ? this.answer.subarray(-5).equals(Buffer.from('0\r\n\r\n'))
        : this.answer.length >= end + 4 + Number(length);
    if (!whole) return;
    const status = Number(head.slice(9, 12));
    const body = status >= 400 ? this.answer.toString('utf8', end + 4) : '';
    this.answer = Buffer.alloc(0);
    this.resolve({ status, body });
  }

  close() {
    this.reject = undefined;
    this.socket.destroy();
  }
}

/** Ends the job in hand before its seconds are over. */
let stopped = false;

/**
 * When requests are due: at once, or `pace` of them per second however slow the answers are. Whoever waits for an answer
 * before asking again asks a server that stands still hardly anything, and would call it fast.
 */
function schedule(pace) {
  const begun = performance.now();
  let asked = 0;
  return async () => {
    if (pace === undefined) return performance.now();
    const due = begun + (asked++ * 1000) / pace;
    const early = due - performance.now();
    if (early <= 0) return due;
    await delay(early);
    return performance.now();
  };
}

/** @param {Job} job */
async function run({ port, connections, seconds, expect, requests, loop = false, pace }) {
  const ready = requests.map(bytesOf);
  const latencies = [];
  let used = 0;
  const next = () => (loop ? ready[used++ % ready.length] : ready[used++]);
  const ports = [port].flat();
  const sockets = Array.from({ length: connections }, (_, index) => new Connection(ports[index % ports.length]));
  stopped = false;
  const due = schedule(pace);
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const client = async (socket) => {
    while (performance.now() < until && !stopped) {
      const bytes = next();
      if (bytes === undefined) return;
      const asked = await due();
      const { status, body } = await socket.ask(bytes);
      if (!expect.includes(status)) throw new Error(`An answer of ${status}: ${body.slice(0, 500)}`);
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(sockets.map(client));
  const elapsed = (performance.now() - begun) / 1000;
  for (const socket of sockets) socket.close();
  return {
    answered: latencies.length,
    perSecond: latencies.length / elapsed,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
  };
}

process.on('message', (job) => {
  if (job === 'stop') {
    stopped = true;
    return;
  }
  run(job).then(
    (result) => process.send({ result }),
    (error) => process.send({ error: String(error) }),
  );
});
