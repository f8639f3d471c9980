import type { Session } from '../../src/programs/session.entity.js';
import { CheckInCodes } from '../../src/attendance/self-check-in/check-in-codes.js';
import { RegistrationLinks } from '../../src/registrations/registration-links.js';
import type { Registration } from '../../src/registrations/registration.entity.js';
import type { TestApp } from '../support/test-app.js';

/** A participant's browser: keeps the cookie it is given. */
export interface ParticipantPhone {
  readonly cookie: () => string;
  /** Opens "my registration". */
  readonly open: (registration: Registration) => Promise<void>;
  readonly get: (path: string) => ReturnType<ReturnType<TestApp['http']>['get']>;
  readonly post: (
    path: string,
    fields?: Readonly<Record<string, string>>,
  ) => ReturnType<ReturnType<TestApp['http']>['post']>;
}

export function aPhone(app: TestApp): ParticipantPhone {
  let cookie = '';
  const seen = () => ({ accept: 'text/html', 'accept-language': 'id', cookie });
  return {
    cookie: () => cookie,
    open: async (registration) => {
      const token = app.app.get(RegistrationLinks).manageToken(registration);
      const { headers } = await app.http().get(`/pendaftaran/${token}`).set(seen()).expect(200);
      const given = (headers['set-cookie'] as unknown as string[] | undefined) ?? [];
      cookie = given.find((one) => one.startsWith('bina_phone='))?.split(';')[0] ?? cookie;
    },
    get: (path) => app.http().get(path).set(seen()),
    post: (path, fields = {}) => app.http().post(path).set(seen()).type('form').send(fields),
  };
}

/** The path behind the QR that the screen shows now. */
export function codePath(app: TestApp, { id }: Session): string {
  return new URL(app.app.get(CheckInCodes).current(id).url).pathname;
}

export function typedCode(app: TestApp, { id }: Session): string {
  return app.app.get(CheckInCodes).current(id).typed;
}
