import type { LinkKind, Thing } from './furnished-office.js';

/** As in `GET /api/v1/programs/:id`. */
export type RouteName = string;

/** What an address names, by the word before it. */
const things: Readonly<Record<string, Thing>> = {
  ...{ programs: 'program', program: 'program', batches: 'batch', angkatan: 'batch', kegiatan: 'batch' },
  ...{ sessions: 'session', sesi: 'session', jadwal: 'session', tercatat: 'session' },
  ...{ registrations: 'registration', attendance: 'registration', peserta: 'registration' },
  ...{ presensi: 'registration', 'presensi-mandiri': 'registration', datang: 'registration' },
  ...{ certificates: 'certificate', sertifikat: 'certificate', users: 'user', pengguna: 'user' },
  ...{ 'email-messages': 'message', pesan: 'message', 'partner-contacts': 'contact', kontak: 'contact' },
  ...{ mitra: 'partner', pertanyaan: 'question', teks: 'question', 'penanda-tangan': 'signatory', impor: 'draft' },
};

const linkKinds: Readonly<Record<string, LinkKind>> = {
  ...{ registrations: 'manage', pendaftaran: 'manage', 'group-registrations': 'group', rombongan: 'group' },
  ...{ certificates: 'certificate', sertifikat: 'certificate', survei: 'survey', mitra: 'partner' },
  ...{ 'kata-sandi': 'password', h: 'screen' },
};

/** What is no row: a word of the address that is the same for everybody. */
const words: Readonly<Record<string, string>> = {
  ...{ form: 'csv', template: 'certificate-issued', locale: 'id', index: '0', file: 'decode.js' },
};

/** How the names in an address are chosen. */
export interface Names {
  readonly thing: (thing: Thing | 'device') => string;
  readonly link: (kind: LinkKind) => string;
  readonly mail: string;
}

export function methodOf(route: RouteName): string {
  return route.split(' ')[0] ?? '';
}

export function patternOf(route: RouteName): string {
  return route.split(' ')[1] ?? '';
}

/** The address of a route with these names in it. */
export function addressOf(route: RouteName, names: Names): string {
  const parts = patternOf(route).split('/');
  return parts
    .map((part, index) => (part.startsWith(':') ? named(part, parts[index - 1] ?? '', names) : part))
    .join('/');
}

function named(parameter: string, before: string, { thing, link, mail }: Names): string {
  const [name = '', ending] = parameter.slice(1).split('.');
  if (name === 'name') return mail;
  if (name in words) return words[name] ?? '';
  if (name === 'token' || name === 'code') {
    return [link(linkKinds[before] ?? 'manage'), ending].filter((part) => part !== undefined).join('.');
  }
  return thing(before === 'perangkat' ? 'device' : (things[before] ?? 'batch'));
}

/** Of what the link in a route's address is. */
export function linkKindOf(route: RouteName): LinkKind {
  const parts = patternOf(route).split('/');
  return linkKinds[parts[parts.findIndex((part) => part.startsWith(':token')) - 1] ?? ''] ?? 'manage';
}

/** Whether the address of a route names something that belongs to an office. */
export function namesRow(route: RouteName): boolean {
  return /:(id|draft|registration|\w+Id)\b/.test(patternOf(route));
}
