import { adminEmail, adminPassword } from '../server-process.js';
import { freshAddress } from './ask.js';

/** A form as its page sends it, unless somebody changes it. */
export interface Form {
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly fields: readonly (readonly [string, string])[];
  /** Whether it brings a file, which is called `file`. */
  readonly bringsFile: boolean;
}

/** A body that is no text of a form's own kind. */
export interface Sent {
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

export interface PageAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const starts = ['/', '/console', '/presensi', '/sertifikat', '/pendaftaran', '/h', '/masuk', '/privasi'];
const mostPages = 140;

/** Signs in as a browser does; answers the cookie. All staff have the same password here. */
export async function browse(base: string, email = adminEmail): Promise<string> {
  const body = new URLSearchParams({ email, password: adminPassword });
  const headers = { 'x-forwarded-for': freshAddress() };
  const response = await fetch(`${base}/masuk`, { method: 'POST', body, redirect: 'manual', headers });
  const [cookie = ''] = response.headers.getSetCookie();
  return cookie.split(';')[0] ?? '';
}

export async function pageAt(base: string, address: string, cookie: string, sent?: Sent): Promise<PageAnswer> {
  const response = await fetch(`${base}${address}`, {
    redirect: 'manual',
    headers: {
      ...{ accept: 'text/html', cookie, 'x-forwarded-for': freshAddress() },
      ...(sent === undefined ? {} : { 'content-type': sent.type }),
    },
    ...(sent === undefined ? {} : { method: 'POST', body: sent.body }),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', text: await response.text() };
}

/** Every form that somebody finds who follows the links, one of each shape. */
export async function formsOf(base: string, cookie: string, more: readonly string[]): Promise<Form[]> {
  const forms = new Map<string, Form>();
  const seen = new Set<string>();
  const waiting = [...starts, ...more];
  for (let address = waiting.shift(); address !== undefined && seen.size < mostPages; address = waiting.shift()) {
    if (seen.has(shapeOf(address))) continue;
    seen.add(shapeOf(address));
    const { text, type, status } = await pageAt(base, address, cookie);
    if (status >= 500) throw new Error(`${address} answered ${status}`);
    if (!type.startsWith('text/html')) continue;
    for (const form of formsIn(text, address)) forms.set(nameOf(form), form);
    waiting.push(...linksIn(text));
  }
  return [...forms.values()].sort((a, b) => Number(takesAway(a)) - Number(takesAway(b)));
}

const takesAway = ({ action }: Form): boolean => /(hapus|batal|keluar|selesai|cabut|anonim)/.test(action);
/** Five pages that differ in their ids alone are one. */
const shapeOf = (address: string): string => address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{40,}/g, ':id');
const nameOf = ({ method, action, fields }: Form): string =>
  `${method} ${shapeOf(action)} ${[...new Set(fields.map(([name]) => name))].sort().join()}`;

function plain(text = ''): string {
  return text.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x27;', "'");
}

function linksIn(html: string): string[] {
  const links = [...html.matchAll(/href="(\/[^"#]*)/g)].map(([, address]) => plain(address));
  return links.filter((address) => !/^\/(assets|keluar|dev)\b/.test(address));
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return found === undefined ? undefined : plain(found);
}

function formsIn(html: string, page: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, tag = '', inner = '']) => ({
    method: attribute(tag, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
    action: attribute(tag, 'action') ?? page,
    fields: fieldsIn(inner),
    bringsFile: /<input\b[^>]*\btype="file"/.test(inner),
  }));
}

function fieldsIn(html: string): (readonly [string, string])[] {
  const inputs = [...html.matchAll(/<(?:input|button)\b([^>]*)>/g)].flatMap(([, tag = '']) => {
    const name = attribute(tag, 'name');
    return name === undefined ? [] : [[name, attribute(tag, 'value') ?? 'on'] as const];
  });
  const others = [...html.matchAll(/<(select|textarea)\b([^>]*)>([\s\S]*?)<\/\1>/g)].flatMap(
    ([, , tag = '', inner = '']) => {
      const name = attribute(tag, 'name');
      const chosen = [...inner.matchAll(/<option\b[^>]*value="([^"]+)"/g)].at(-1)?.[1];
      return name === undefined ? [] : [[name, plain(chosen ?? 'Kemasan')] as const];
    },
  );
  return [...inputs, ...others];
}
