import type { Transform } from 'node:stream';

export class WholeMessage extends Transform {}
