import { setFlagsFromString } from 'node:v8';

/*
 * Imported first: until the server is ready, V8 keeps the space for new objects as small as it begins. It would be made
 * large by what only a start needs, and stay so.
 */
setFlagsFromString('--semi-space-growth-factor=1');

/** From now on that space grows as work asks for it, as by default. */
export function growFreely(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}
