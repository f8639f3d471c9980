import { registrationBody, type Applicant } from './applicants.js';
import { inParallel, type Client } from './client.js';
import type { OpenBatch, OpenEvent } from './organise.js';
import { Progress } from './progress.js';

const clientsAtOnce = 16;

export interface Application {
  readonly batch: OpenBatch;
  readonly applicant: Applicant;
  readonly id: string;
  readonly status: string;
  /** The secret at the end of the manage link. */
  readonly token: string;
}

interface Answer {
  readonly id: string;
  readonly status: string;
  readonly manageUrl: string;
}

/** Of eight applicants two want the Diklat, four the Bimtek and two the Dialog. */
function wanted(event: OpenEvent, index: number): OpenBatch {
  const choice = index % 8;
  if (choice < 2) return event.diklat;
  return choice < 6 ? event.bimtek : event.dialog;
}

/** Everybody applies through the public API, sixteen at a time. */
export async function applyAll(
  visitor: Client,
  event: OpenEvent,
  applicants: readonly Applicant[],
): Promise<Application[]> {
  const progress = new Progress('applications', applicants.length);
  const applications = await inParallel(applicants, clientsAtOnce, async (applicant, index) => {
    const batch = wanted(event, index);
    const answer = await visitor.post<Answer>(`/public/batches/${batch.id}/registrations`, registrationBody(applicant));
    progress.step();
    return { batch, applicant, id: answer.id, status: answer.status, token: answer.manageUrl.split('/').at(-1) ?? '' };
  });
  progress.end();
  return applications;
}

/** The organiser chooses, in turn from each kabupaten/kota: full seats, a waiting list of ten, the rest declined. */
export async function select(organizer: Client, batch: OpenBatch, applications: readonly Application[]): Promise<void> {
  const ranked = inTurn(applications.filter((application) => application.batch.id === batch.id));
  const progress = new Progress(`decisions on ${batch.kind}`, ranked.length);
  for (const [rank, { id }] of ranked.entries()) {
    await organizer.post(`/registrations/${id}/admission`, decisionAt(rank, batch.capacity));
    progress.step();
  }
  progress.end();
}

const waitingPlaces = 10;

function decisionAt(rank: number, capacity: number): Record<string, string> {
  if (rank < capacity) return { decision: 'confirm' };
  if (rank < capacity + waitingPlaces) return { decision: 'waitlist' };
  return { decision: 'reject', reason: 'Kuota kegiatan telah terpenuhi.' };
}

function inTurn(applications: readonly Application[]): Application[] {
  const byRegency = new Map<string, Application[]>();
  for (const application of applications) {
    const { regencyCode } = application.applicant;
    byRegency.set(regencyCode, [...(byRegency.get(regencyCode) ?? []), application]);
  }
  const groups = [...byRegency.values()];
  const rounds = Math.max(0, ...groups.map((group) => group.length));
  return Array.from({ length: rounds }, (_, round) => groups.flatMap((group) => group.slice(round, round + 1))).flat();
}
