import type { SelectQueryBuilder } from 'typeorm';
import { normalizeCode } from '../kernel/short-code.js';
import type { RegistrationFilter } from './registration.dto.js';
import type { Registration } from './registration.entity.js';

type Query = SelectQueryBuilder<Registration>;

/** Leaves in a list what is asked for; the rows are called `registration`. */
export type Narrowing = (query: Query) => void;

/** Those who have no enterprise yet. */
export const noEnterprise = 'none';

/** Every condition that is given must hold; `readPage` looks for the name. */
export function narrow(query: Query, { enterpriseKind, warned, ...equal }: Omit<RegistrationFilter, 'q'>): void {
  const { status, regencyCode, gender, channel } = equal;
  for (const [column, value] of Object.entries({ status, regencyCode, gender, channel })) {
    if (value !== undefined) query.andWhere(`registration.${column} = :${column}`, { [column]: value });
  }
  if (enterpriseKind !== undefined) ofKind(query, enterpriseKind);
  if (warned !== undefined) query.andWhere(`registration.warnings ${warned === 'yes' ? '<>' : '='} '[]'`);
}

/** Part of the name in any case, or the whole code. */
export function matching(query: Query, q: string): void {
  query.andWhere("(LOWER(registration.name) LIKE :part ESCAPE '\\' OR registration.code = :code)", {
    part: likePart(q),
    code: normalizeCode(q) ?? '',
  });
}

/** What a name in small letters is LIKE when this is part of it; a backslash escapes. */
export function likePart(q: string): string {
  return `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}

function ofKind(query: Query, kind: string): void {
  if (kind === noEnterprise) query.andWhere('registration.enterpriseId IS NULL');
  else {
    query.andWhere(
      'registration.enterpriseId IN (SELECT enterprises.id FROM enterprises WHERE enterprises.kind = :kind)',
      { kind },
    );
  }
}
