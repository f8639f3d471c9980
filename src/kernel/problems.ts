/**
 * Domain errors. Each carries a stable code and parameters, never a sentence: the words are chosen
 * where the reader's language is known. None may carry personal data.
 */
export type ProblemParams = Readonly<Record<string, string | number>>;

export abstract class Problem extends Error {
  constructor(
    readonly code: string,
    readonly params: ProblemParams = {},
  ) {
    super(code);
    this.name = new.target.name;
  }
}

/** One field that was refused. `field` is dotted: `participant.nik`, `quotas.0.capacity`. */
export interface FieldError {
  readonly field: string;
  readonly code: string;
  readonly params?: ProblemParams;
}

/** 422: what came in breaks the rules of its shape. */
export class InvalidInput extends Problem {
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid_input');
  }
}

/** 400: what came in cannot be read at all. */
export class Unreadable extends Problem {}

/** 401: nobody is signed in, or the sign-in is wrong or over. */
export class Unauthenticated extends Problem {}

/** 403: who is signed in may not do this. */
export class Forbidden extends Problem {}

/** 404: there is no such thing for this reader; another office's row is no such thing. */
export class NotFound extends Problem {}

/** 409: a rule says no, as things stand now. */
export class Refusal extends Problem {}

/** 429: too many attempts; `params.retryAfterSeconds` says when the next may come. */
export class TooMany extends Problem {
  constructor(code: string, retryAfterSeconds: number) {
    super(code, { retryAfterSeconds, minutes: Math.ceil(retryAfterSeconds / 60) });
  }
}

/** 503: the system cannot take this now, and nothing was done. */
export class Busy extends Problem {
  constructor(code = 'busy', retryAfterSeconds = 2) {
    super(code, { retryAfterSeconds });
  }
}

/** 507: there is no room left to write, and nothing was done. Reading goes on; writing does once somebody makes room. */
export class DiskFull extends Busy {
  constructor() {
    super('disk_full', 60);
  }
}
