import { hasRole } from '../identity/actor.js';
import type { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

const tabs = [
  { word: 'office', href: '/console/pengaturan', least: 'administrator' },
  { word: 'logo', href: '/console/pengaturan/logo', least: 'administrator' },
  { word: 'signatories', href: '/console/pengaturan/penanda-tangan', least: 'administrator' },
  { word: 'users', href: '/console/pengaturan/pengguna', least: 'administrator' },
  { word: 'partners', href: '/console/mitra', least: 'organizer' },
  { word: 'devices', href: '/console/perangkat', least: 'attendant' },
  { word: 'second_factor', href: '/console/keamanan', least: 'organizer' },
  { word: 'retention', href: '/console/pengaturan/masa-simpan', least: 'administrator' },
  { word: 'audit', href: '/console/pengaturan/jejak', least: 'administrator' },
] as const;

/** The parts of the settings that the reader may open. */
export function settingsTabs(visit: Visit, pages: ConsolePages, current: (typeof tabs)[number]['word']) {
  return tabs
    .filter(({ least }) => hasRole(visit.actor, least))
    .map(({ word, href }) => ({ href, text: pages.text(visit, `settings:tab_${word}`), current: word === current }));
}
