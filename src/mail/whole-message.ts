import { Transform, type TransformCallback } from 'node:stream';

/**
 * Hands a message on in one piece once it is complete. A mail is composed of dozens of small parts, and each would reach
 * the network by itself, a packet with a system call of its own.
 */
export class WholeMessage extends Transform {
  private readonly parts: Buffer[] = [];

  override _transform(part: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.parts.push(part);
    done();
  }

  override _flush(done: TransformCallback): void {
    done(null, Buffer.concat(this.parts));
  }
}
