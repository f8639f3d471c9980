import type { View } from './shared.js';

/** What the page of the attendant's app may name: nothing but what every page has. */
export const pages: Readonly<Record<string, View>> = { attendant: {} };
