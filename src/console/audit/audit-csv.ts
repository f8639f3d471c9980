import { csvFile, neutral } from '../../documents/report-csv.js';
import type { AuditLine } from './audit-lines.js';

export function auditCsv(heads: readonly string[], lines: readonly AuditLine[]): string {
  const rows = lines.map(({ when, who, what, about, changes }) => [when, who, what, about, changes.join('; ')]);
  return csvFile([heads, ...rows.map((cells) => cells.map(neutral))]);
}
