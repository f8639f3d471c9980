import type { ConnectionError, FastifyInstance } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const refusals: Readonly<Record<string, { readonly status: number; readonly code: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request_timeout' },
  HPE_HEADER_OVERFLOW: { status: 431, code: 'head_too_large' },
};
const malformed = { status: 400, code: 'malformed_request' };

/**
 * Answers what is no HTTP, or comes too slowly to be any, before there is a request with a language. The web server's
 * own way would log the bytes that came in, which may be anybody's data and links.
 */
export function refuseConnection(this: FastifyInstance, error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const { status, code } = refusals[error.code] ?? malformed;
  this.log.debug({ code: error.code }, 'client error');
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({ type: `urn:bina:problem:${code}`, title, status, code });
  const head = `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nContent-Length: ${body.length}`;
  if (socket.writable) socket.write(`${head}\r\nConnection: close\r\n\r\n${body}`);
  socket.destroy();
}
