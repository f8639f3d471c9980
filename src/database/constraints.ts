import { QueryFailedError } from 'typeorm';
import { Busy, DiskFull } from '../kernel/problems.js';

export type ConstraintKind = 'unique' | 'check' | 'foreign_key';

/** A constraint that a statement broke. Holds its name only: the driver's error repeats the values. */
export class ConstraintViolation extends Error {
  constructor(
    readonly kind: ConstraintKind,
    /** As the migration names it; on SQLite a unique index is named by its `table.column, table.column`. */
    readonly constraint: string,
  ) {
    super(`${kind} constraint ${constraint}`);
    this.name = 'ConstraintViolation';
  }
}

/** A statement that failed for another reason, stripped of its parameters, which may be personal data. */
export class StatementFailed extends Error {
  constructor(
    readonly code: string,
    reason: string,
  ) {
    super(`${code}: ${reason}`);
    this.name = 'StatementFailed';
  }
}

interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly message?: string;
}

const postgresKinds: Readonly<Record<string, ConstraintKind>> = {
  '23505': 'unique',
  '23514': 'check',
  '23503': 'foreign_key',
};

const sqliteKinds: Readonly<Record<string, ConstraintKind>> = {
  SQLITE_CONSTRAINT_UNIQUE: 'unique',
  SQLITE_CONSTRAINT_PRIMARYKEY: 'unique',
  SQLITE_CONSTRAINT_CHECK: 'check',
  SQLITE_CONSTRAINT_FOREIGNKEY: 'foreign_key',
};

/** The class of PostgreSQL's codes whose messages repeat the value: `invalid input syntax for type integer: "…"`. */
const dataException = '22';

/** Turns a driver's error into one without parameters; anything else is passed through. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const driver = error.driverError as DriverError;
  const code = driver.code ?? 'unknown';
  const postgres = postgresKinds[code];
  if (postgres !== undefined) return new ConstraintViolation(postgres, driver.constraint ?? '');
  const sqlite = sqliteKinds[code];
  if (sqlite !== undefined) return new ConstraintViolation(sqlite, sqliteConstraint(driver.message ?? ''));
  return new StatementFailed(
    code,
    code.startsWith(dataException) ? 'a value is not of its type' : (driver.message ?? ''),
  );
}

function sqliteConstraint(message: string): string {
  return message.slice(message.indexOf('failed:') + 'failed:'.length).trim();
}

/** Whether the error is the breach of this unique index, given by its name and its `table.column`s. */
export function breaksUnique(error: unknown, index: string, table: string, columns: readonly string[]): boolean {
  if (!(error instanceof ConstraintViolation) || error.kind !== 'unique') return false;
  return error.constraint === index || error.constraint === columns.map((column) => `${table}.${column}`).join(', ');
}

export function breaksCheck(error: unknown, constraint: string): boolean {
  return error instanceof ConstraintViolation && error.kind === 'check' && error.constraint === constraint;
}

/** Codes that the databases themselves give: SQLSTATE, whose classes begin so, and SQLite's. */
const ofDatabase = /^([0-9FHPX][0-9A-Z]{4}|SQLITE_\w+)$/;

/**
 * Whether the database itself said no to a statement, so that nothing of its transaction stands. After anything else, as
 * a connection that broke, it may or may not.
 */
export function wasRefused(error: unknown): boolean {
  return error instanceof ConstraintViolation || (error instanceof StatementFailed && ofDatabase.test(error.code));
}

/** Failures that pass: the whole transaction may be run again. */
export function isTransient(error: unknown): boolean {
  return error instanceof StatementFailed && (error.code === '40001' || error.code === '40P01');
}

/** What `pg` says without a code: no connection to be had in time, or one that broke. */
const withoutConnection = /(timeout exceeded when trying to connect|Connection terminated|not queryable)/;

const passing =
  /^(08|53|57P|57014|SQLITE_(BUSY|IOERR|READONLY)|ECONN|E(HOST|NET)(UNREACH|DOWN)|ENETRESET|ENOENT|ETIMEDOUT|EPIPE)/;

/** SQLite, PostgreSQL, and files beside the database. */
const noRoom = /^(SQLITE_FULL|53100|ENOSPC)$/;

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

/** Connection trouble, a time-out: nothing was done, and later it may work. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && (passing.test(codeOf(error)) || withoutConnection.test(error.message));
}

/** A driver's error as those above may see it: without parameters, and as `DiskFull` or `Busy` where it will pass. */
export function presentable(error: unknown): unknown {
  const bare = withoutParameters(error);
  if (bare instanceof Error && noRoom.test(codeOf(bare))) return new DiskFull();
  return isUnavailable(bare) ? new Busy() : bare;
}
