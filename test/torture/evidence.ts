import type { DatabaseSettings } from '../../src/config/settings.js';
import type { Line } from './history.js';
import { openRows, type Rows } from './rows.js';

export interface Batch {
  readonly id: string;
  readonly admission: 'automatic' | 'selection';
  readonly capacity: number;
  readonly taken: number;
}

export interface Quota {
  readonly id: string;
  readonly batchId: string;
  readonly regencyCode: string | null;
  readonly enterpriseKind: string | null;
  readonly gender: string | null;
  readonly capacity: number;
  readonly taken: number;
}

export interface Registration {
  readonly id: string;
  readonly batchId: string;
  readonly participantId: string;
  readonly status: string;
  readonly sequence: number;
  readonly regencyCode: string | null;
  readonly enterpriseKind: string | null;
  readonly gender: string | null;
}

/** One change of state, in the order of the commits. */
export interface Move {
  readonly registrationId: string;
  readonly batchId: string;
  readonly participantId: string;
  readonly fromStatus: string | null;
  readonly toStatus: string;
  readonly revision: number;
}

export interface AuditEntry {
  readonly action: string;
  readonly subjectId: string;
  readonly before: string | null;
}

export interface Certificate {
  readonly id: string;
  readonly officeId: string;
  readonly registrationId: string;
  readonly year: number;
  readonly sequence: number;
}

export interface Message {
  readonly id: string;
  readonly dedupeKey: string;
  readonly status: string;
  readonly messageId: string;
}

/** What the checker rests on: the history of answers, and the tables as they are at the end. */
export interface Evidence {
  readonly lines: readonly Line[];
  readonly batches: readonly Batch[];
  readonly quotas: readonly Quota[];
  readonly registrations: readonly Registration[];
  readonly moves: readonly Move[];
  readonly attendances: readonly { readonly id: string; readonly registrationId: string; readonly sessionId: string }[];
  readonly certificates: readonly Certificate[];
  readonly counters: readonly { readonly officeId: string; readonly year: number; readonly last: number }[];
  readonly audit: readonly AuditEntry[];
  readonly messages: readonly Message[];
  readonly keys: readonly { readonly scope: string; readonly key: string; readonly resourceId: string }[];
  readonly consents: readonly { readonly registrationId: string }[];
  /** What the engine itself finds wrong with its file. */
  readonly damage: readonly string[];
}

const queries = {
  batches: 'SELECT id, admission, capacity, taken FROM batches',
  quotas: `SELECT id, batch_id AS "batchId", regency_code AS "regencyCode", enterprise_kind AS "enterpriseKind", gender,
    capacity, taken FROM quotas`,
  registrations: `SELECT r.id, r.batch_id AS "batchId", r.participant_id AS "participantId", r.status, r.sequence,
    r.regency_code AS "regencyCode", e.kind AS "enterpriseKind", r.gender
    FROM registrations r LEFT JOIN enterprises e ON e.id = r.enterprise_id ORDER BY r.batch_id, r.sequence`,
  moves: `SELECT registration_id AS "registrationId", batch_id AS "batchId", participant_id AS "participantId",
    from_status AS "fromStatus", to_status AS "toStatus", revision FROM torture_moves ORDER BY n`,
  attendances: 'SELECT id, registration_id AS "registrationId", session_id AS "sessionId" FROM attendances',
  certificates: `SELECT id, office_id AS "officeId", registration_id AS "registrationId", "year", sequence
    FROM certificates`,
  counters: 'SELECT office_id AS "officeId", "year", "last" FROM certificate_counters',
  audit: 'SELECT "action", subject_id AS "subjectId", "before" FROM audit_entries',
  messages: 'SELECT id, dedupe_key AS "dedupeKey", status, message_id AS "messageId" FROM email_messages',
  keys: 'SELECT scope, "key", resource_id AS "resourceId" FROM idempotency_keys',
  consents: 'SELECT registration_id AS "registrationId" FROM consents',
} as const;

export async function gatherEvidence(settings: DatabaseSettings, lines: readonly Line[]): Promise<Evidence> {
  const rows = await openRows(settings);
  try {
    const tables: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(queries)) tables[name] = await rows.read(sql);
    return {
      ...(tables as unknown as Omit<Evidence, 'lines' | 'damage'>),
      lines,
      damage: await damageOf(settings, rows),
    };
  } finally {
    await rows.close();
  }
}

async function damageOf({ engine }: DatabaseSettings, rows: Rows): Promise<string[]> {
  if (engine === 'postgres') return [];
  const integrity = await rows.read<{ integrity_check: string }>('PRAGMA integrity_check');
  const orphans = await rows.read<{ table: string }>('PRAGMA foreign_key_check');
  return [
    ...integrity.flatMap(({ integrity_check: said }) => (said === 'ok' ? [] : [said])),
    ...orphans.map(({ table }) => `a row of ${table} refers to none`),
  ];
}
