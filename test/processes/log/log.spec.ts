import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { connect } from 'node:net';
import { join } from 'node:path';
import { registrationBody, type Applicant } from '../../../src/demo/applicants.js';
import { emptyDatabase } from '../../support/test-database.js';
import { demonstrate, mailedSecrets, type Demonstration } from './demonstration.js';

const people = 24;
const password = 'sandi-yang-salah-2026';

/** Somebody who has not registered yet. */
const stranger = {
  ...{ nik: '6371054507850001', name: 'Hj. Norhasanah Kenari', gender: 'female', birthDate: '1985-07-05' },
  ...{ phone: '+6281349990001', email: 'norhasanah.kenari@warga.example', regencyCode: '63.71' },
};

const shop = { kind: 'umkm', name: 'Kue Lam Kenari', sector: 'makanan_minuman', regencyCode: '63.71' };

type Body = Record<string, unknown>;

describe('the log of a whole event and of all that goes wrong', () => {
  let demo: Demonstration;
  let secrets: string[];
  let batchId: string;
  let ofStaff: Record<string, string>;

  beforeAll(async () => {
    demo = await demonstrate(await emptyDatabase('sqlite'), people);
    secrets = await mailedSecrets(demo);
    const { items } = (await (await fetch(`${demo.base}/api/v1/public/batches`)).json()) as { items: { id: string }[] };
    batchId = items[0]?.id ?? '';
  }, 120_000);

  afterAll(() => demo.stop());

  const api = (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${demo.base}/api/v1${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    });
  const form = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(`${demo.base}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });
  const register = (change: Body, more: Body = {}) =>
    api(`/public/batches/${batchId}/registrations`, {
      participant: { ...stranger, ...change },
      enterprise: shop,
      role: 'owner',
      consent: true,
      ...more,
    });

  async function signInWrongly(): Promise<void> {
    for (const email of [stranger.email, 'penyelenggara@dinas.example', stranger.nik]) {
      await api('/tokens', { email, password });
      await form('/masuk', { email, password });
    }
    const right = await api('/tokens', { email: 'penyelenggara@dinas.example', password: 'peragaan-bina-2026' });
    const { token } = (await right.json()) as { token: string };
    secrets.push(token);
    ofStaff = { authorization: `Bearer ${token}` };
  }

  async function registerWrongly(): Promise<void> {
    await register({ nik: `${stranger.nik}1`, birthDate: stranger.nik, regencyCode: stranger.phone });
    await register({ [stranger.nik]: 1 });
    await api(`/public/batches/${batchId}/registrations`, `{"${stranger.nik}": ${stranger.email}}`);
    await api(`/public/batches/${batchId}/registrations`, `${stranger.nik} ${stranger.email}`);
    await api(`/public/batches/${batchId}/registrations`, JSON.stringify({ ...stranger, address: 'x'.repeat(70_000) }));
    await register({}, { enterprise: { kind: stranger.nik, name: stranger.phone } });
    await form(`/kegiatan/${batchId}/daftar`, { ...stranger, 'participant.nik': stranger.nik, nik: '1' });
    await register({ email: stranger.email }, { role: stranger.phone });
    await api(`/public/batches/${batchId}/registrations`, registrationBody(demo.applicants[0]!));
    await api(`/public/batches/${batchId}/registrations`, registrationBody(demo.applicants[0]!));
  }

  async function lookForPeople(): Promise<void> {
    for (const { nik, phone, email } of [stranger, demo.applicants[1]!]) {
      for (const typed of [nik, phone, email]) {
        await api(`/batches/${batchId}/registrations?q=${encodeURIComponent(typed)}&${nik}=${nik}`, undefined, ofStaff);
        await api(`/people/${encodeURIComponent(typed)}`);
        await api('/public/registration-lookups', { code: typed, phoneLast4: phone.slice(-4) });
        await form('/pendaftaran', { code: typed, phoneLast4: typed });
        await fetch(`${demo.base}/${encodeURIComponent(typed)}?${typed}`, { headers: { accept: 'text/html' } });
        await fetch(`${demo.base}/assets/${encodeURIComponent(typed)}`);
      }
    }
  }

  async function openLinks(): Promise<void> {
    for (const secret of [secrets[0]!, secrets.at(-2)!]) {
      for (const written of [secret, `${secret}x`, `${secret}%`, `${secret}%ff`, secret.repeat(30)]) {
        for (const page of ['pendaftaran', 'sertifikat', 'kata-sandi', 'survei', 'laporan', 'h']) {
          await fetch(`${demo.base}/${page}/${written}`, { headers: { accept: 'text/html', referer: written } });
        }
        await api(`/public/registrations/${written}`);
        await api(`/public/certificates/${written}.pdf`);
        await api(`/batches/${batchId}/certificates`, undefined, {
          authorization: `Bearer ${written}`,
          cookie: `bina_session=${written}`,
        });
      }
    }
  }

  /** What is no HTTP at all, with somebody's data in it. */
  async function sendGarbage(): Promise<void> {
    const { hostname, port } = new URL(demo.base);
    for (const garbage of [
      `${stranger.nik} ${stranger.email}\r\n\r\n`,
      `GET /pendaftaran/${secrets[0]} HTTP/1.1\r\n${stranger.nik}\r\n\r\n`,
    ]) {
      const socket = connect(Number(port), hostname);
      socket.end(garbage);
      const answer = Buffer.concat(await socket.toArray()).toString();
      expect(answer).toMatch(/^HTTP\/1.1 400 [\s\S]+problem\+json[\s\S]+"code":"malformed_request"/);
    }
  }

  /** A table is gone: the next registration ends in an error of the database that repeats its parameters. */
  async function breakDown(): Promise<unknown> {
    const file = new Sqlite(join(demo.folder, 'bina.db'));
    file.exec('ALTER TABLE registrations RENAME TO registrations_gone');
    file.close();
    return (await register({ name: 'Hj. Rusdiana', nik: '6371054507850002', phone: '081349990002' })).json();
  }

  it('names nobody and opens nothing', async () => {
    await signInWrongly();
    await registerWrongly();
    await lookForPeople();
    await openLinks();
    await sendGarbage();
    expect(await breakDown()).toMatchObject({ status: 500, code: 'internal' });
    await demo.stop();
    const lines = demo
      .said()
      .split('\n')
      .filter((line) => !/^ {2}sign in /.test(line));
    // A duration is a fraction of so many digits that some of them are anybody's number.
    const log = lines.join('\n').replace(/"responseTime":[\d.e-]+/g, '"responseTime":0');
    expect(lines.filter((line) => line.startsWith('{')).length).toBeGreaterThan(500);
    expect(log).toContain('failed: StatementFailed');
    expect(secrets.length).toBeGreaterThan(people);
    expect(
      foundIn(log, [...[...demo.applicants, stranger as Applicant].flatMap(personal), ...secrets, password]),
    ).toEqual([]);
  }, 60_000);

  it('would be found out', () => {
    const { nik, phone } = stranger;
    const bytes = [...Buffer.from(nik)].join(',');
    for (const line of [`{"nik":"${nik}"}`, `0${phone.slice(3)}`, phone, phone.slice(1), '05-07-1985', `[${bytes}]`]) {
      expect([line, foundIn(line, personal(stranger as Applicant)).length > 0]).toEqual([line, true]);
    }
  });
});

/** Phones by the digits that all their forms share; days in the ways we write them. */
function personal({ nik, phone, birthDate, email }: Applicant): string[] {
  const [year, month, day] = birthDate.split('-');
  const number = phone.replace(/^(\+?62|0)/, '');
  const days =
    birthDate === '' ? [] : [birthDate, `${day}-${month}-${year}`, `${day}/${month}/${year}`, `${day}${month}${year}`];
  return [nik, number, email, ...days].filter((one) => one !== '');
}

/** As text, escaped for an address, or as the numbers of their bytes. */
function foundIn(log: string, needles: readonly string[]): string[] {
  const written = (needle: string) => [needle, encodeURIComponent(needle), [...Buffer.from(needle)].join(',')];
  return needles.filter((needle) => written(needle).some((one) => log.includes(one)));
}
