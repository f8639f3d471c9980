import ExcelJS from 'exceljs';
import type { Application } from './apply.js';
import type { Client } from './client.js';
import type { Mailbox } from './mailbox.js';
import type { OpenBatch } from './organise.js';
import { headline, tell } from './progress.js';

interface QuotaFigures {
  readonly criterion: { readonly regencyCode?: string };
  readonly capacity: number;
  readonly taken: number;
}

interface BatchFigures {
  readonly capacity: number;
  readonly taken: number;
  readonly quotas: readonly QuotaFigures[];
}

interface Listed {
  readonly id: string;
  readonly status: string;
}

const statuses = ['submitted', 'confirmed', 'waitlisted', 'rejected', 'cancelled'];

function counted(registrations: readonly Listed[]): string {
  const counts = statuses.map(
    (status) => [status, registrations.filter((one) => one.status === status).length] as const,
  );
  return counts
    .filter(([, count]) => count > 0)
    .map(([status, count]) => `${status} ${count}`)
    .join(', ');
}

/** Prints who applied for a batch and what became of them; throws when a limit was broken or somebody has no outcome. */
export async function tellRegistrations(
  organizer: Client,
  batch: OpenBatch,
  applications: readonly Application[],
): Promise<readonly Listed[]> {
  const figures = await organizer.get<BatchFigures>(`/batches/${batch.id}`);
  const registrations = await organizer.all<Listed>(`/batches/${batch.id}/registrations`);
  const applied = applications.filter((application) => application.batch.id === batch.id);
  const confirmed = registrations.filter(({ status }) => status === 'confirmed').length;
  require(registrations.length === applied.length, `${batch.title}: every applicant has exactly one registration`);
  require(confirmed === figures.taken &&
    figures.taken <= figures.capacity, `${batch.title}: no seat over the capacity`);
  require(figures.quotas.every(
    ({ taken, capacity }) => taken <= capacity,
  ), `${batch.title}: no quota over its capacity`);
  tell(
    `${batch.title}: applied ${applied.length}; ${counted(registrations)}; seats ${figures.taken}/${figures.capacity}`,
  );
  if (figures.quotas.length > 0) {
    const quotas = figures.quotas.map(
      ({ criterion, taken, capacity }) => `${criterion.regencyCode ?? '?'} ${taken}/${capacity}`,
    );
    tell(`  quotas: ${quotas.join(' · ')}`);
  }
  return registrations;
}

interface IssuedCertificate {
  readonly number: string;
  readonly registrationId: string;
}

/** Throws unless all who qualify, and nobody else, have one certificate each, numbered 1 to n without a gap. */
export async function tellCertificates(organizer: Client, batches: readonly OpenBatch[]): Promise<void> {
  const issued: IssuedCertificate[] = [];
  for (const { id } of batches) issued.push(...(await organizer.all<IssuedCertificate>(`/batches/${id}/certificates`)));
  const numbers = issued.map(({ number }) => Number(number.split('/')[0])).sort((a, b) => a - b);
  require(numbers.every((number, index) => number === index + 1), 'certificate numbers run from 1 without a gap');
  require(new Set(issued.map(({ registrationId }) => registrationId)).size ===
    issued.length, 'one certificate per person');
  const qualified = await Promise.all(batches.map(({ id }) => reportTotals(organizer, id)));
  require(sum(qualified.map((totals) => totals.qualified.total)) ===
    issued.length, 'a certificate for all who qualify');
  tell(`certificates: ${issued.length}, numbered 1 to ${numbers.at(-1) ?? 0} without a gap`);
}

interface Totals {
  readonly registered: { readonly total: number };
  readonly confirmed: { readonly total: number };
  readonly attended: { readonly total: number };
  readonly qualified: { readonly total: number };
}

const compared = ['registered', 'confirmed', 'attended', 'qualified'] as const;

async function reportTotals(organizer: Client, batchId: string): Promise<Totals> {
  return (await organizer.get<{ totals: Totals }>(`/batches/${batchId}/attendance-report`)).totals;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function figuresOf(totals: Totals): number[] {
  return compared.map((name) => totals[name].total);
}

/** Prints the size of a batch's report in each form; throws unless database, workbook and mail tell the same figures. */
export async function tellReport(organizer: Client, batch: OpenBatch, mailbox: Mailbox | null): Promise<void> {
  const base = `/api/v1/batches/${batch.id}/attendance-report`;
  const pdf = await organizer.bytes(`${base}.pdf`);
  const xlsx = await organizer.bytes(`${base}.xlsx`);
  const csv = await organizer.bytes(`${base}.csv`);
  const figures = figuresOf(await reportTotals(organizer, batch.id));
  require(same(await workbookFigures(xlsx), figures), `${batch.title}: the workbook tells the database's figures`);
  if (mailbox !== null) {
    const mail = await mailbox.lastReport(organizer, batch.title);
    require(same(await workbookFigures(mail.workbook), figures), `${batch.title}: the mailed workbook tells them, too`);
    require(same(mail.figures, figures), `${batch.title}: the mail itself tells them, too`);
  }
  const size = (file: Buffer) => `${(file.length / 1024).toFixed(0)} KB`;
  const told = compared.map((name, index) => `${name} ${figures[index] ?? 0}`).join(', ');
  tell(`${batch.title}: ${told}; PDF ${size(pdf)}, XLSX ${size(xlsx)}, CSV ${size(csv)}`);
}

function same(found: readonly number[], wanted: readonly number[]): boolean {
  return JSON.stringify(found) === JSON.stringify(wanted);
}

const totalColumn = 5;
const countedRows = ['Terdaftar', 'Diterima', 'Hadir (≥ 1 sesi)', 'Memenuhi syarat sertifikat'];

/** Registered, confirmed, attended and qualified, as the summary sheet has them. */
async function workbookFigures(xlsx: Buffer): Promise<number[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(xlsx as unknown as ArrayBuffer);
  const rows = new Map<string, number>();
  workbook.worksheets[0]?.eachRow((row) => {
    const total = row.getCell(totalColumn).value;
    if (typeof total === 'number' && !rows.has(row.getCell(1).text)) rows.set(row.getCell(1).text, total);
  });
  return countedRows.map((label) => rows.get(label) ?? -1);
}

interface Message {
  readonly template: string;
  readonly status: string;
}

/** Prints how many messages of each kind went out; throws when one is neither sent nor skipped for a reason. */
export async function tellMail(organizer: Client, filesInMailbox: number | null): Promise<void> {
  const messages = await organizer.all<Message>('/email-messages');
  const sent = messages.filter(({ status }) => status === 'sent');
  const open = messages.filter(({ status }) => status !== 'sent' && status !== 'skipped');
  require(open.length === 0, `${open.length} messages were not delivered`);
  if (filesInMailbox !== null) require(filesInMailbox === sent.length, 'each message lies in the mailbox once');
  headline(`Mail: ${sent.length} sent${filesInMailbox === null ? '' : `, ${filesInMailbox} in the mailbox`}`);
  for (const template of [...new Set(sent.map((message) => message.template))].sort()) {
    tell(`${template}: ${sent.filter((message) => message.template === template).length}`);
  }
}

function require(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`The demonstration broke a promise: ${promise}`);
}
