import { Buffer } from 'node:buffer';
import { Transform } from 'node:stream';

/**
 * Hands a message on in one piece once it is complete. A mail is composed of dozens of small parts, and each would reach
 * the network by itself, a packet with a system call of its own.
 */
export class WholeMessage extends Transform {
  #parts = [];

  _transform(part, _, done) {
    this.#parts.push(part);
    done();
  }

  _flush(done) {
    done(null, Buffer.concat(this.#parts));
  }
}
