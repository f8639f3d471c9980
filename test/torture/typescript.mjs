import { register } from 'node:module';

/** `node --import ./test/torture/typescript.mjs file.ts` runs TypeScript as it stands, on every Node that we support. */
register('./typescript-hooks.mjs', import.meta.url);
