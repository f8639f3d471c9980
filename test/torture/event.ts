import { post, signIn } from '../processes/burst.js';

export interface TrainingBatch {
  readonly id: string;
  readonly sessionId: string;
  readonly admission: 'automatic' | 'selection';
}

export interface TrainingEvent {
  readonly staff: Record<string, string>;
  readonly batches: readonly TrainingBatch[];
}

const day = 24 * 3_600_000;
const inDays = (count: number): string => new Date(Date.now() + count * day).toISOString();

const banjarmasin = { criterion: { regencyCode: '63.71' }, capacity: 3 };
const women = { criterion: { gender: 'female' }, capacity: 5 };
const wanted = [
  { admission: 'automatic', capacity: 8, quotas: [banjarmasin, women] },
  { admission: 'automatic', capacity: 14, quotas: [] },
  { admission: 'selection', capacity: 7, quotas: [women] },
  { admission: 'automatic', capacity: 150, quotas: [] },
] as const;

/**
 * Three published batches with few seats, two first come first served, and one with seats for nearly all: what takes a
 * seat by mistake shows where there are some. All are far enough ahead that clocks may jump.
 */
export async function planEvent(base: string): Promise<TrainingEvent> {
  const staff = await signIn(base);
  const api = `${base}/api/v1`;
  const plan = {
    kind: 'bimtek',
    title: 'Bimtek Kemasan',
    fiscalYear: 2026,
    fundingSource: 'apbd',
    minimumAttendance: 75,
  };
  const program = await post<{ id: string }>(`${api}/programs`, plan, staff);
  const batches: TrainingBatch[] = [];
  for (const [index, batch] of wanted.entries()) {
    const about = {
      venue: { name: `Aula ${index}`, address: 'Jl. A. Yani, Banjarbaru', regencyCode: '63.72' },
      timeZone: 'Asia/Makassar',
      registrationOpensAt: inDays(-3),
      registrationClosesAt: inDays(8),
      ...batch,
    };
    const { id } = await post<{ id: string }>(`${api}/programs/${program.id}/batches`, about, staff);
    const times = { startsAt: inDays(10), endsAt: inDays(10.1), lessonHours: 4 };
    const session = await post<{ id: string }>(`${api}/batches/${id}/sessions`, { title: 'Kemasan', ...times }, staff);
    await post(`${api}/batches/${id}/publication`, undefined, staff);
    batches.push({ id, sessionId: session.id, admission: batch.admission });
  }
  return { staff, batches };
}
