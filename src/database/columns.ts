import { Column, PrimaryColumn, type ColumnOptions } from 'typeorm';

const instantLength = 24;

/** `2026-10-16T01:30:00.000Z`: always 24 characters, so that text order is time order on both engines. */
export function instantText(instant: Date): string {
  return instant.toISOString();
}

const instantTransformer = {
  to: (value: unknown): unknown => (value instanceof Date ? instantText(value) : value),
  from: (value: string | null): Date | null => (value === null ? null : new Date(value)),
};

/** An instant in UTC, to the millisecond, kept as ISO 8601 text on both engines. */
export function InstantColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length: instantLength, transformer: instantTransformer });
}

/** A calendar day, `YYYY-MM-DD`, without a zone. */
export function DayColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length: 10 });
}

const uuidLength = 36;

/** The UUIDv7 of this row. */
export function IdColumn(): PropertyDecorator {
  return PrimaryColumn({ type: 'varchar', length: uuidLength });
}

/** The UUID of another row; add `@ForeignKey`. */
export function ReferenceColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length: uuidLength });
}

/** A JSON value, kept as text on both engines, so that key order survives. */
export function JsonColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'simple-json' });
}

/** One of a few words; the migration holds the list as a CHECK. */
export function WordColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length: 20 });
}

/** Free text of at most `length` characters. */
export function TextColumn(length: number, options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'varchar', length });
}

export function IntegerColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'integer' });
}

/** Text without a limit. */
export function LongTextColumn(options: ColumnOptions = {}): PropertyDecorator {
  return Column({ ...options, type: 'text' });
}
