import {
  Busy,
  DiskFull,
  Forbidden,
  InvalidInput,
  NotFound,
  Refusal,
  TooMany,
  Unauthenticated,
  Unreadable,
  type Problem,
} from '../kernel/problems.js';

const statuses = new Map<unknown, number>([
  [Unreadable, 400],
  [Unauthenticated, 401],
  [Forbidden, 403],
  [NotFound, 404],
  [Refusal, 409],
  [InvalidInput, 422],
  [TooMany, 429],
  [Busy, 503],
  [DiskFull, 507],
]);

/** The HTTP status that a kind of problem is answered with. */
export function statusOfProblem(problem: Problem): number {
  return statuses.get(problem.constructor) ?? 500;
}
