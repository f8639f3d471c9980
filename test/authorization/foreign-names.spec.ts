import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { aTrainer } from '../factories/program.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { aFurnishedOffice, noon, type FurnishedOffice, type Thing } from './furnished-office.js';

type Ids = Readonly<Record<Thing, string>>;

/** What is named besides the address's path: of another office, or of nobody. */
interface Named extends Ids {
  readonly trainer: string;
  readonly ticket: string;
}

type Body = Readonly<Record<string, unknown>>;

const program = { kind: 'bimtek', title: 'Bimtek', fiscalYear: 2026, fundingSource: 'apbd' };
const session = {
  ...{ title: 'Pemasaran', lessonHours: 2 },
  ...{ startsAt: '2026-10-23T01:00:00Z', endsAt: '2026-10-23T03:00:00Z' },
};
const at = '2026-10-20T04:00:00.000Z';

const bodies: readonly (readonly [string, (own: Ids) => string, (named: Named) => Body])[] = [
  [
    'a partner of a new program',
    () => 'POST /api/v1/programs',
    ({ partner }) => ({ ...program, partnerIds: [partner] }),
  ],
  ['a partner', ({ program: id }) => `PATCH /api/v1/programs/${id}`, ({ partner }) => ({ partnerIds: [partner] })],
  [
    'a new trainer',
    ({ batch }) => `POST /api/v1/batches/${batch}/sessions`,
    ({ trainer }) => ({ ...session, trainerIds: [trainer] }),
  ],
  ['a trainer', (own) => `PATCH /api/v1/sessions/${own.session}`, ({ trainer }) => ({ trainerIds: [trainer] })],
  ['a ticket', (own) => `POST /api/v1/sessions/${own.session}/check-ins`, ({ ticket }) => ({ ticket })],
  [
    'who gets a report',
    ({ batch }) => `POST /api/v1/batches/${batch}/attendance-reports`,
    ({ partner }) => ({ partnerIds: [partner] }),
  ],
  [
    'who is at the door',
    (own) => `POST /presensi/data/sesi/${own.session}`,
    ({ registration: registrationId }) => ({ id: newId(), at, registrationId }),
  ],
  [
    'whose ticket is scanned',
    (own) => `POST /presensi/data/sesi/${own.session}`,
    ({ ticket }) => ({ id: newId(), at, ticket }),
  ],
  [
    'who is admitted',
    ({ batch }) => `POST /console/angkatan/${batch}/peserta`,
    ({ registration: ids }) => ({ ids, decision: 'confirm', sure: 'yes' }),
  ],
  [
    'who is to be admitted',
    ({ batch }) => `POST /console/angkatan/${batch}/peserta`,
    ({ registration: ids }) => ({ ids, decision: 'confirm' }),
  ],
  [
    'whose report it is',
    ({ batch }) => `POST /console/angkatan/${batch}/laporan`,
    ({ partner: partnerIds }) => ({ partnerIds }),
  ],
  ['who signs', ({ batch }) => `POST /console/angkatan/${batch}/penanda-tangan`, ({ signatory }) => ({ signatory })],
  [
    'whose questions are copied',
    ({ batch }) => `POST /console/angkatan/${batch}/survei/pertanyaan`,
    ({ batch: from }) => ({ from, revision: '1' }),
  ],
  [
    'whose mark is made',
    (own) => `POST /console/angkatan/${own.batch}/presensi/sesi/${own.session}`,
    ({ registration }) => ({ [`mark.${registration}`]: 'present' }),
  ],
];

const addresses: readonly (readonly [string, (own: Ids, named: Named) => string])[] = [
  ['batches of a program', (_, { program: id }) => `/api/v1/batches?programId=${id}`],
  ['programs after one', (_, { program: id }) => `/api/v1/programs?after=${id}`],
  [
    'who came to the door',
    ({ batch }, { registration }) => `/console/angkatan/${batch}/peserta/datang?masuk=${registration}`,
  ],
  [
    'the session beside which a day is looked at',
    ({ batch }, other) => `/console/angkatan/${batch}/jadwal/cek?sesi=${other.session}`,
  ],
  [
    'whose certificate is shown beforehand',
    ({ batch }, { registration }) => `/console/angkatan/${batch}/sertifikat/pratinjau?peserta=${registration}`,
  ],
  ['mails of a batch', (_, { batch }) => `/console/pesan?angkatan=${batch}`],
  ['the trail of a batch', (_, { batch }) => `/console/pengaturan/jejak?angkatan=${batch}`],
  ['the trail of a user', (_, { user }) => `/console/pengaturan/jejak?orang=${user}`],
];

describe('what a request names besides its path', () => {
  let app: TestApp;
  let own: FurnishedOffice;
  let theirs: Named;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(noon);
    own = await aFurnishedOffice(app);
    const other = await aFurnishedOffice(app);
    const { id: trainer } = await aTrainer(app.database, { officeId: other.staff.organizer.member.officeId });
    theirs = { ...other.ids, trainer, ticket: other.ticket };
  });

  afterAll(() => app.close());

  const nobodys = (): Named => {
    const ids = Object.fromEntries(Object.keys(theirs).map((thing) => [thing, newId()]));
    return { ...(ids as unknown as Named), ticket: Buffer.alloc(33, 7).toString('base64url') };
  };
  const send = async (request: string, body: Body | null) => {
    const [method = '', path = ''] = request.split(' ');
    const { member, cookie } = own.staff.administrator;
    const json = path.startsWith('/api/') || path.startsWith('/presensi/data');
    const asked = app.http()[method.toLowerCase() as 'get' | 'post' | 'patch'](path);
    void asked.set({ 'accept-language': 'id', ...(path.startsWith('/api/') ? member.authorization : { cookie }) });
    if (!json) void asked.set('accept', 'text/html');
    if (body !== null) void asked.type(json ? 'json' : 'form').send(body);
    const { status, headers, text } = await asked;
    return { status, location: headers.location, text };
  };
  /** Without what was named, and what is new in each answer. */
  const bare = ({ text, ...answer }: Awaited<ReturnType<typeof send>>, named: Named) => ({
    ...answer,
    text: Object.entries(named)
      .reduce((left, [thing, id]: [string, string]) => left.replaceAll(id, thing), text)
      .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'KEY'),
  });

  it.each(bodies)('is as nobody’s when it is another office’s: %s', async (_, request, body) => {
    const unknown = nobodys();
    const refused = bare(await send(request(own.ids), body(unknown)), unknown);
    expect(bare(await send(request(own.ids), body(theirs)), theirs)).toEqual(refused);
  });

  it.each(addresses)('shows nothing of another office: %s', async (_, path) => {
    const unknown = nobodys();
    const shown = bare(await send(`GET ${path(own.ids, unknown)}`, null), unknown);
    expect(bare(await send(`GET ${path(own.ids, theirs)}`, null), theirs)).toEqual(shown);
  });

  it('is found when it is one’s own: at most what stands already is in its way', async () => {
    const { officeId } = own.staff.organizer.member;
    const { id: trainer } = await aTrainer(app.database, { officeId });
    const mine: Named = { ...own.ids, trainer, ticket: own.ticket };
    const unfound: unknown[] = [];
    for (const [what, request, body] of bodies) {
      const { status } = await send(request(own.ids), body(mine));
      if (status >= 400) unfound.push([what, status]);
    }
    expect(unfound).toEqual([
      ['whose questions are copied', 409],
      ['whose mark is made', 409],
    ]);
  });
});
