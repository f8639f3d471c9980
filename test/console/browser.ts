import { Sessions } from '../../src/identity/sessions.js';
import type { UserRole } from '../../src/identity/user.entity.js';
import { aStaffMember, type StaffMember } from '../factories/staff.js';
import type { TestApp } from '../support/test-app.js';

/** Somebody who is signed in as browsers are, and sends forms as they do. */
export interface Browser {
  readonly member: StaffMember;
  readonly cookie: string;
  readonly get: (path: string) => ReturnType<ReturnType<TestApp['http']>['get']>;
  readonly post: (
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
  ) => ReturnType<ReturnType<TestApp['http']>['post']>;
}

export async function aBrowser(
  app: TestApp,
  given: { readonly role?: UserRole; readonly officeId?: string } = {},
): Promise<Browser> {
  const member = await aStaffMember(app.database, given);
  const session = await app.database.transaction((tx) => app.app.get(Sessions).open(tx, member.userId, 'cookie'));
  const cookie = `bina_session=${session.token}`;
  const seen = { accept: 'text/html', 'accept-language': 'id', cookie };
  return {
    member,
    cookie,
    get: (path) => app.http().get(path).set(seen),
    post: (path, fields = {}) => app.http().post(path).set(seen).type('form').send(fields),
  };
}
