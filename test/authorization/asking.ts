import type { TestApp } from '../support/test-app.js';
import { addressOf, methodOf, patternOf, type Names, type RouteName } from './address.js';
import { bodyOf, queryOf, type Sent } from './bodies.js';
import { files } from './files.js';
import type { FurnishedOffice, LinkKind } from './furnished-office.js';
import type { ActorName, Outcome } from './policies.js';

/** What a request carries to prove who asks. */
export interface Credentials {
  readonly bearer?: string;
  readonly cookie?: string;
}

export interface Question {
  readonly names: Names;
  readonly sent: Sent;
  readonly as: Credentials;
}

export interface Answer {
  readonly status: number;
  readonly location: string;
  /** Not of files. */
  readonly text: string | undefined;
}

export async function ask(app: TestApp, route: RouteName, question: Question): Promise<Answer> {
  const { status, headers, text } = await send(app, route, question);
  return { status, text, location: headers.location ?? '' };
}

/** Sends what the route takes: JSON with a bearer token to the API, else a form with cookies. */
export function send(app: TestApp, route: RouteName, { names, sent, as }: Question) {
  const file = route.includes('docs') ? 'swagger-ui.css' : 'bina.css';
  const path = addressOf(route, names).replace('*', file) + queryOf(route, sent);
  const method = methodOf(route).toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const request = app.http()[method](path).set(headersOf(path, as));
  const readsJson = path.startsWith('/api/') || path.includes('/data/sesi');
  const brought = files[route];
  if (brought !== undefined) void request.attach('file', brought, 'berkas');
  else if (method !== 'get') void request.type(readsJson ? 'json' : 'form').send(bodyOf(route, sent));
  return request;
}

function headersOf(path: string, { bearer, cookie }: Credentials): Record<string, string> {
  const always = { 'accept-language': 'id' };
  if (path.startsWith('/api/')) return bearer === undefined ? always : { ...always, authorization: `Bearer ${bearer}` };
  return { ...always, accept: 'text/html', ...(cookie === undefined ? {} : { cookie }) };
}

/** What a policy allows is done or stopped, by the route. */
export type Expected = Exclude<Outcome, 'allowed'>;

const toSignIn = /^\/masuk\?next=/;

export function isDone({ status, location }: Answer): boolean {
  return status < 400 && !toSignIn.test(location);
}

const tests: Readonly<Record<Expected, (answer: Answer) => boolean>> = {
  done: isDone,
  stopped: ({ status }) => status === 409 || status === 422,
  signIn: ({ status, location }) => status === 401 || (status === 303 && toSignIn.test(location)),
  forbidden: ({ status }) => status === 403,
  unknown: ({ status }) => status === 404,
  refused: ({ status }) => status === 409,
};

/** What was expected where it came so, else what came. */
export function seen(expected: Expected, answer: Answer): string {
  return tests[expected](answer) ? expected : `${answer.status} ${answer.location}${answer.text?.slice(0, 300) ?? ''}`;
}

function holderOf(kind: LinkKind): ActorName {
  if (kind === 'password') return 'nobody';
  return kind === 'partner' ? 'partner' : 'participant';
}

/** A link that was never made: nobody holds it. */
const unknownLink = Buffer.alloc(33, 7).toString('base64url');

/** Who asks, and what the addresses name to them: the office's things, and the links that they hold. */
export class Asking {
  constructor(
    private readonly app: TestApp,
    private readonly world: {
      readonly office: FurnishedOffice;
      readonly strangers: FurnishedOffice;
      readonly mail: string;
    },
  ) {}

  async run(route: RouteName, actor: ActorName): Promise<Answer> {
    return ask(this.app, route, await this.question(route, actor));
  }

  async question(route: RouteName, actor: ActorName): Promise<Question> {
    const as = await this.credentials(route, actor);
    return { names: this.names(actor), sent: this.world.office, as };
  }

  private names(actor: ActorName): Names {
    const { ids, links, devices } = this.world.office;
    const own = actor === 'attendant' || actor === 'administrator' ? actor : 'organizer';
    return {
      thing: (thing) => (thing === 'device' ? devices[own] : ids[thing]),
      link: (kind) => (kind === 'screen' || holderOf(kind) === actor ? links[kind] : unknownLink),
      mail: this.world.mail,
    };
  }

  private async credentials(route: RouteName, actor: ActorName): Promise<Credentials> {
    const { links, staff, phone } = this.world.office;
    if (actor === 'nobody') return {};
    if (actor === 'partner') return { bearer: links.partner, cookie: `bina_session=${links.partner}` };
    if (actor === 'participant') {
      const opened = /^\/h(\/|$)/.test(patternOf(route)) ? await phone() : '';
      return { bearer: links.manage, cookie: `bina_session=${links.manage}; ${opened}` };
    }
    const { member, cookie } = actor === 'stranger' ? this.world.strangers.staff.organizer : staff[actor];
    return { bearer: member.token, cookie };
  }
}
