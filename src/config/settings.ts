import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

export type Environment = 'development' | 'production' | 'test';
export type Role = 'all' | 'web' | 'worker';
export type DatabaseSettings =
  { readonly engine: 'sqlite'; readonly file: string } | { readonly engine: 'postgres'; readonly url: string };

/** A secret with the number by which tokens and ciphertexts name it. */
export interface NumberedSecret {
  readonly id: number;
  readonly secret: string;
}

/** Everything that the environment decides, read once at start and frozen. Also the token it is injected by. */
export abstract class Settings {
  abstract readonly environment: Environment;
  abstract readonly host: string;
  abstract readonly port: number;
  /** Without a slash at the end; every link in a mail begins with it. */
  abstract readonly publicUrl: string;
  abstract readonly dataDir: string;
  abstract readonly database: DatabaseSettings;
  /** Unset: mail goes to `dataDir/mail`. */
  abstract readonly smtpUrl: string | undefined;
  abstract readonly mailFrom: string;
  abstract readonly adminEmail: string | undefined;
  abstract readonly adminPassword: string | undefined;
  abstract readonly role: Role;
  abstract readonly appSecret: NumberedSecret;
  /** Read, never written with. */
  abstract readonly previousSecrets: readonly NumberedSecret[];
  abstract readonly logLevel: string;
  /** Addresses or CIDR ranges of the reverse proxies that are believed. */
  abstract readonly trustProxy: readonly string[];
  /** Registrations that one address may send in an hour; generous, since a training hall shares one. */
  abstract readonly registrationsPerAddressPerHour: number;
}

export class BadSettings extends Error {
  constructor(readonly complaints: readonly string[]) {
    super(`Bina can't start:\n${complaints.map((complaint) => `  - ${complaint}`).join('\n')}`);
  }
}

type Environ = Readonly<Record<string, string | undefined>>;

const environments = ['development', 'production', 'test'] as const;
const roles = ['all', 'web', 'worker'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const minimumSecretLength = 32;
const address = /[^\s<>@,;]+@[^\s<>@,;]+/.source;
const mailbox = new RegExp(`^(?:${address}|(?:"[^"]*"|[^<>@,;"]+) ?<${address}>)$`);
const prefixLengths = { 4: 32, 6: 128 } as const;

/** Collects every complaint, so that a bad environment is mended in one go. */
class Reading {
  readonly complaints: string[] = [];

  constructor(private readonly environ: Environ) {}

  text(name: string): string | undefined {
    const value = this.environ[name]?.trim();
    return value === '' ? undefined : value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const value = this.text(name);
    if (value === undefined) return otherwise;
    const found = allowed.find((candidate) => candidate === value);
    if (found === undefined) this.complaints.push(`${name} must be one of ${allowed.join(', ')}.`);
    return found ?? otherwise;
  }

  integer(name: string, otherwise: number, [from, to]: readonly [number, number]): number {
    const value = this.text(name);
    if (value === undefined) return otherwise;
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= from && number <= to) return number;
    this.complaints.push(`${name} must be a whole number from ${from} to ${to}.`);
    return otherwise;
  }

  url(name: string, protocols: readonly string[]): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const parsed = URL.parse(value);
    if (parsed !== null && protocols.includes(parsed.protocol)) return value.replace(/\/+$/, '');
    this.complaints.push(`${name} must be a URL that begins with ${protocols.map((p) => `${p}//`).join(' or ')}.`);
    return undefined;
  }

  /** `shape` says in the complaint what the value must be. */
  matching(name: string, pattern: RegExp, shape: string): string | undefined {
    const value = this.text(name);
    if (value === undefined || pattern.test(value)) return value;
    this.complaints.push(`${name} must be ${shape}.`);
    return undefined;
  }

  list(name: string): string[] {
    return (this.text(name) ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }

  networks(name: string): string[] {
    const networks = this.list(name);
    if (!networks.every(isNetwork)) {
      this.complaints.push(`${name} must list IP addresses or CIDR ranges, separated by commas.`);
    }
    return networks;
  }

  /** `secret`, or `2:secret` once it has been rotated. */
  secret(name: string, value: string): NumberedSecret {
    const numbered = /^(\d{1,3}):(.*)$/s.exec(value);
    const id = Number(numbered?.[1] ?? 1);
    const secret = numbered?.[2] ?? value;
    if (secret.length < minimumSecretLength) {
      this.complaints.push(`${name} must have at least ${minimumSecretLength} characters.`);
    }
    if (id < 1 || id > 255) this.complaints.push(`${name}: its number must lie between 1 and 255.`);
    return { id, secret };
  }
}

function isNetwork(text: string): boolean {
  const [ip = '', prefix, ...more] = text.split('/');
  const version = isIP(ip);
  if (more.length > 0 || (version !== 4 && version !== 6)) return false;
  return prefix === undefined || (/^[1-9]\d*$/.test(prefix) && Number(prefix) <= prefixLengths[version]);
}

/** Makes the settings from the environment. Throws `BadSettings` that names every variable at fault, never a value. */
export function readSettings(environ: Environ): Settings {
  const reading = new Reading(environ);
  const environment = reading.oneOf('NODE_ENV', environments, 'development');
  const dataDir = resolve(reading.text('DATA_DIR') ?? './data');
  const port = reading.integer('PORT', 3000, [0, 65_535]);
  const host = reading.text('HOST') ?? '127.0.0.1';
  const settings: Settings = {
    environment,
    host,
    port,
    publicUrl: readPublicUrl(reading, environment, port),
    dataDir,
    database: readDatabase(reading, dataDir),
    smtpUrl: readSmtpUrl(reading),
    mailFrom: reading.matching('MAIL_FROM', mailbox, 'an address, or Name <address>') ?? 'Bina <bina@localhost>',
    adminEmail: reading.matching('ADMIN_EMAIL', new RegExp(`^${address}$`), 'an email address'),
    adminPassword: reading.text('ADMIN_PASSWORD'),
    role: reading.oneOf('ROLE', roles, 'all'),
    appSecret: readSecret(reading, environment, dataDir),
    previousSecrets: reading.list('APP_SECRET_PREVIOUS').map((value) => reading.secret('APP_SECRET_PREVIOUS', value)),
    logLevel: reading.oneOf('LOG_LEVEL', logLevels, 'info'),
    trustProxy: reading.networks('TRUST_PROXY'),
    registrationsPerAddressPerHour: reading.integer('REGISTRATIONS_PER_ADDRESS_PER_HOUR', 20_000, [1, 10_000_000]),
  };
  complainOfCombinations(reading, settings);
  if (reading.complaints.length > 0) throw new BadSettings(reading.complaints);
  return Object.freeze(settings);
}

function readPublicUrl(reading: Reading, environment: Environment, port: number): string {
  const given = reading.url('PUBLIC_URL', ['http:', 'https:']);
  if (given === undefined && environment === 'production') {
    reading.complaints.push('PUBLIC_URL must be set in production: every link in a mail begins with it.');
  }
  if (given !== undefined && new URL(given).href !== `${new URL(given).origin}/`) {
    reading.complaints.push('PUBLIC_URL must end with the host and its port: the pages stand at the root of a server.');
  }
  return given ?? `http://localhost:${port}`;
}

function readSmtpUrl(reading: Reading): string | undefined {
  const given = reading.url('SMTP_URL', ['smtp:', 'smtps:']);
  if (given !== undefined && URL.parse(given)?.hostname === '') reading.complaints.push('SMTP_URL must name a host.');
  return given;
}

function readDatabase(reading: Reading, dataDir: string): DatabaseSettings {
  const url = reading.url('DATABASE_URL', ['postgres:', 'postgresql:']);
  return url === undefined ? { engine: 'sqlite', file: join(dataDir, 'bina.db') } : { engine: 'postgres', url };
}

function readSecret(reading: Reading, environment: Environment, dataDir: string): NumberedSecret {
  const given = reading.text('APP_SECRET');
  if (given !== undefined) return reading.secret('APP_SECRET', given);
  if (environment === 'production') {
    reading.complaints.push('APP_SECRET must be set in production: all keys are derived from it.');
    return { id: 1, secret: '' };
  }
  return reading.secret('APP_SECRET', generatedSecret(dataDir));
}

function generatedSecret(dataDir: string): string {
  const file = join(dataDir, 'app-secret');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  return readFileSync(file, 'utf8').trim();
}

function complainOfCombinations(reading: Reading, settings: Settings): void {
  if (settings.database.engine === 'sqlite' && settings.role !== 'all') {
    reading.complaints.push(
      'ROLE must be "all" on SQLite: one process serves one file. Set DATABASE_URL to split roles.',
    );
  }
  if ((reading.text('ADMIN_EMAIL') === undefined) !== (settings.adminPassword === undefined)) {
    reading.complaints.push('ADMIN_EMAIL and ADMIN_PASSWORD go together: set both or neither.');
  }
  const ids = [settings.appSecret, ...settings.previousSecrets].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) {
    reading.complaints.push('APP_SECRET_PREVIOUS: each secret needs a number of its own, as in 1:old-secret.');
  }
}
