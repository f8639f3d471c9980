import type { FastifyReply } from 'fastify';

/** No scripts, nothing from the net, an origin of its own; only our own pages may frame it. */
const security = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** Sends HTML that is not ours to trust, such as a mail's, for a frame of one of our pages. */
export async function sendForeignHtml(reply: FastifyReply, html: string): Promise<void> {
  await reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', security)
    .header('x-frame-options', 'SAMEORIGIN')
    .send(html);
}
