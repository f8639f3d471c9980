import { startChromium } from './chromium-server.mjs';

export default async function setup() {
  const server = await startChromium();
  globalThis.chromiumServer = server;
  process.env.BINA_TEST_CHROMIUM = server.wsEndpoint();
}
