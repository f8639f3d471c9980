import type { BrowserServer, LaunchOptions } from 'playwright-core';

export function chromiumWith(flags?: readonly string[]): LaunchOptions;
export function startChromium(): Promise<BrowserServer>;
