import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Certificate } from '../../src/certificates/certificate.entity.js';
import { updateRows } from '../../src/database/rows.js';
import { User } from '../../src/identity/user.entity.js';
import { newId } from '../../src/kernel/ids.js';
import { Keyring } from '../../src/kernel/keyring.js';
import { PartnerContact } from '../../src/programs/partner-contact.entity.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import { Registration } from '../../src/registrations/registration.entity.js';
import { PartnerLink } from '../../src/reports/partner-link.entity.js';
import { startApp, type TestApp } from '../support/test-app.js';
import { linkKindOf, type RouteName } from './address.js';
import { apiTable } from './api-table.js';
import { ask } from './asking.js';
import { aFurnishedOffice, noon, type FurnishedOffice, type LinkKind } from './furnished-office.js';
import { pagesTable } from './pages-table.js';

const routes: readonly RouteName[] = [
  ...[...apiTable.participantsLink, ...pagesTable.participantsLink, ...pagesTable.partnersLink],
  ...pagesTable.passwordLink,
].filter((route) => route.includes(':token'));

/** A link that was good once, and is no more. */
type Dead = (app: TestApp, office: FurnishedOffice) => Promise<string>;

const once = (kind: LinkKind, end: (app: TestApp, office: FurnishedOffice) => Promise<unknown>): Dead => {
  return async (app, office) => {
    await end(app, office);
    return office.links[kind];
  };
};
const revokedRegistration = ({ database }: TestApp, { ids }: FurnishedOffice) =>
  database.transaction((tx) => updateRows(tx, Registration, { id: ids.registration }, { tokenVersion: 2 }));
const changedPartner =
  (given: Partial<PartnerLink>) =>
  ({ database }: TestApp, { ids }: FurnishedOffice) =>
    database.transaction((tx) => updateRows(tx, PartnerLink, { contactId: ids.contact }, given));
const changedUser =
  (given: Partial<User>) =>
  ({ database }: TestApp, { ids }: FurnishedOffice) =>
    database.transaction((tx) => updateRows(tx, User, { id: ids.user }, given));

const dead: Readonly<Record<Exclude<LinkKind, 'screen'>, Readonly<Record<string, Dead>>>> = {
  manage: {
    revoked: once('manage', revokedRegistration),
    'a ticket': (app, { registration }) => Promise.resolve(app.app.get(RegistrationLinks).ticket(registration)),
  },
  group: { 'of no group': (app) => Promise.resolve(app.app.get(RegistrationLinks).groupToken(newId())) },
  survey: { revoked: once('survey', revokedRegistration) },
  certificate: {
    revoked: once('certificate', ({ database }, { ids }) =>
      database.transaction((tx) => updateRows(tx, Certificate, { id: ids.certificate }, { tokenVersion: 2 })),
    ),
  },
  partner: {
    revoked: once('partner', changedPartner({ revokedAt: noon })),
    expired: once('partner', changedPartner({ expiresAt: noon })),
    replaced: once('partner', changedPartner({ tokenVersion: 2 })),
    'of a contact who left': once('partner', ({ database }, { ids }) =>
      database.transaction((tx) => updateRows(tx, PartnerContact, { id: ids.contact }, { retiredAt: noon })),
    ),
  },
  password: {
    used: once('password', changedUser({ tokenVersion: 3, passwordLinkExpiresAt: null })),
    expired: once('password', changedUser({ passwordLinkExpiresAt: noon })),
    'of a user who is shut out': once('password', changedUser({ disabledAt: noon })),
  },
};

describe('a link', () => {
  let app: TestApp;
  let office: FurnishedOffice;

  beforeAll(async () => {
    app = await startApp();
    app.clock.moveTo(noon);
    office = await aFurnishedOffice(app);
  });

  afterAll(() => app.close());

  /** By when wrong links are no longer counted. */
  beforeEach(() => {
    app.clock.moveBySeconds(600);
  });

  const unknown = Buffer.alloc(33, 7).toString('base64url');
  const altered = (token: string) => token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  const opened = async (route: RouteName, token: string, of = office, batch = of.ids.batch) => {
    const names = { thing: () => batch, link: () => token, mail: '' };
    const { status, text = '' } = await ask(app, route, { names, sent: of, as: {} });
    return { status, text: text.replaceAll(token, 'TOKEN') };
  };

  it.each(routes)('that was never made, altered, or is for something else opens nothing: %s', async (route) => {
    const refused = await opened(route, unknown);
    expect(refused.status).toBe(404);
    const kind = linkKindOf(route);
    const others = Object.entries(office.links).filter(([other]) => other !== kind);
    for (const [what, token] of [
      ['altered', altered(office.links[kind])],
      ['short', unknown.slice(1)],
      ...others,
    ] as const) {
      expect({ what, ...(await opened(route, token)) }).toEqual({ what, ...refused });
    }
  });

  it.each(routes)('that is over answers as one that was never made: %s', async (route) => {
    const refused = await opened(route, unknown);
    for (const [what, end] of Object.entries(dead[linkKindOf(route) as keyof typeof dead])) {
      const of = await aFurnishedOffice(app);
      const token = await end(app, of);
      expect({ what, ...(await opened(route, token, of)) }).toEqual({ what, ...refused });
    }
  });

  it.each(pagesTable.partnersLink.filter((route) => route.includes(':id')))(
    'of a partner opens no batch of others: %s',
    async (route) => {
      const { links } = office;
      const bare = async (batch: string) =>
        (await opened(route, links.partner, office, batch)).text.replaceAll(batch, 'ID');
      const other = await aFurnishedOffice(app);
      expect(await bare(other.ids.batch)).toBe(await bare(newId()));
      expect((await opened(route, links.partner, office, other.ids.batch)).status).toBe(404);
      expect((await opened(route, links.partner)).status).toBe(200);
    },
  );

  it('made under another secret opens nothing', async () => {
    const forged = new Keyring({ current: { id: 1, secret: 'another secret that is long enough' }, previous: [] });
    const token = forged.token('manage', office.ids.registration, 1);
    expect((await opened('GET /pendaftaran/:token', token)).status).toBe(404);
  });
});
