import { describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadSettings, readSettings } from './settings.js';

const dataDir = () => mkdtempSync(join(tmpdir(), 'bina-settings-'));
const secret = 'x'.repeat(32);

function complaints(environ: Record<string, string>): readonly string[] {
  try {
    readSettings({ DATA_DIR: dataDir(), APP_SECRET: secret, ...environ });
    return [];
  } catch (error) {
    if (error instanceof BadSettings) return error.complaints;
    throw error;
  }
}

describe('the settings', () => {
  it('have defaults for development', () => {
    const folder = dataDir();
    const settings = readSettings({ DATA_DIR: folder });
    expect(settings).toMatchObject({
      environment: 'development',
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      database: { engine: 'sqlite', file: join(folder, 'bina.db') },
      role: 'all',
      trustProxy: [],
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ PUBLIC_URL: 'dinas.example' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'mysql://u@h/d' }, 'DATABASE_URL'],
    [{ PUBLIC_URL: 'https://dinas.example/bina' }, 'PUBLIC_URL'],
    [{ PUBLIC_URL: 'https://dinas.example?a=1' }, 'PUBLIC_URL'],
    [{ SMTP_URL: 'http://mail' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://:587' }, 'SMTP_URL'],
    [{ MAIL_FROM: 'Dinas Koperasi' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'Dinas <a@b.example' }, 'MAIL_FROM'],
    [{ MAIL_FROM: 'a@b.example, c@d.example' }, 'MAIL_FROM'],
    [{ TRUST_PROXY: 'proxy.example' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY'],
    [{ TRUST_PROXY: '10.0.0.1, ::1/0' }, 'TRUST_PROXY'],
    [{ ADMIN_EMAIL: 'admin', ADMIN_PASSWORD: 'rahasia-sekali-2026' }, 'ADMIN_EMAIL'],
    [{ ROLE: 'boss' }, 'ROLE'],
    [{ ROLE: 'worker' }, 'ROLE'],
    [{ NODE_ENV: 'prod' }, 'NODE_ENV'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
    [{ APP_SECRET: 'short' }, 'APP_SECRET'],
    [{ APP_SECRET_PREVIOUS: `1:${secret}` }, 'APP_SECRET_PREVIOUS'],
    [{ ADMIN_EMAIL: 'a@b.example' }, 'ADMIN_EMAIL'],
  ])('refuse %j and name the variable', (environ, variable) => {
    const found = complaints(environ);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(variable);
  });

  it.each([
    [{ MAIL_FROM: 'bina@localhost' }],
    [{ MAIL_FROM: '"Dinas Koperasi, UKM" <bina@dinas.example>' }],
    [{ TRUST_PROXY: '127.0.0.1, 10.0.0.0/8, fd00::/8' }],
    [{ PUBLIC_URL: 'https://bina.dinas.example:8443/' }],
    [{ SMTP_URL: 'smtps://user:pass@mail.dinas.example:465' }],
  ])('take %j', (environ) => {
    expect(complaints(environ)).toEqual([]);
  });

  it('complain of everything at once, and never repeat a value', () => {
    const found = complaints({ PORT: 'canary-value', ROLE: 'canary-value', SMTP_URL: 'canary-value' });
    expect(found).toHaveLength(3);
    expect(found.join(' ')).not.toContain('canary-value');
  });

  it('demand a secret and a public address in production', () => {
    const found = complaints({ NODE_ENV: 'production', APP_SECRET: '' });
    expect(found.map((complaint) => complaint.split(' ')[0])).toEqual(['PUBLIC_URL', 'APP_SECRET']);
  });

  it('make a secret once in development and keep it for their owner alone', () => {
    const folder = join(dataDir(), 'new');
    const first = readSettings({ DATA_DIR: folder }).appSecret;
    const file = join(folder, 'app-secret');
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(first.secret);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readSettings({ DATA_DIR: folder }).appSecret).toEqual(first);
  });

  it('read a rotated secret beside its predecessors', () => {
    const settings = readSettings({
      DATA_DIR: dataDir(),
      APP_SECRET: `2:${secret}`,
      APP_SECRET_PREVIOUS: `1:y${secret}`,
    });
    expect(settings.appSecret).toEqual({ id: 2, secret });
    expect(settings.previousSecrets).toEqual([{ id: 1, secret: `y${secret}` }]);
  });
});
