import { chromium } from 'playwright-core';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** How a real browser is started here; `flags` come besides those that keep it quiet. */
export const chromiumWith = (flags = []) => ({ executablePath: '/usr/bin/chromium', args: [...quiet, ...flags] });

/** One browser for the whole run: each suite connects to it, and its visitors know nothing of each other's. */
export const startChromium = () => chromium.launchServer(chromiumWith());
