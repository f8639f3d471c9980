import { romanNumeral } from '../kernel/numbers.js';
import { regions } from '../kernel/regions.js';
import type { BatchView, QuotaView } from '../programs/batch.views.js';
import type { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

const badges: Readonly<Record<BatchView['status'], string>> = {
  draft: 'badge-waiting',
  published: '',
  completed: 'badge-closed',
  cancelled: 'badge-bad',
};

/** How far something is filled, as a bar with its words. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly text: string;
}

/** A batch as lists and heads show it. */
export function batchCard(batch: BatchView, visit: Visit, pages: ConsolePages) {
  const { id, program, number, status, venue } = batch;
  return {
    href: `/console/angkatan/${id}`,
    title: program.title,
    kind: pages.text(visit, `kind_${program.kind}`),
    number: pages.text(visit, 'batch', { number: romanNumeral(number) }),
    state: pages.text(visit, `batch_${status}`),
    badge: badges[status],
    venue: venue.name,
    bar: seatsBar(batch, visit, pages),
  };
}

/** The seats of a batch, and those of each of its quotas. */
export function seatBars(batch: BatchView, visit: Visit, pages: ConsolePages): Bar[] {
  const quotas = batch.quotas.map(({ criterion, taken, capacity }) =>
    bar(groupText(criterion, visit, pages), { taken, capacity }, visit, pages),
  );
  return [seatsBar(batch, visit, pages), ...quotas];
}

/** "Kota Banjarmasin · Perempuan". */
export function groupText(criterion: QuotaView['criterion'], visit: Visit, pages: ConsolePages): string {
  const { regencyCode, enterpriseKind, gender } = criterion;
  const words = [
    regencyCode === undefined ? [] : (regions.regency(regencyCode)?.name ?? regencyCode),
    [enterpriseKind, gender].flatMap((word) => (word === undefined ? [] : pages.text(visit, `group_${word}`))),
  ];
  return words.flat().join(' · ');
}

function seatsBar(batch: BatchView, visit: Visit, pages: ConsolePages): Bar {
  return bar(pages.text(visit, 'seats_label'), batch, visit, pages);
}

function bar(
  label: string,
  { taken, capacity }: { readonly taken: number; readonly capacity: number },
  visit: Visit,
  pages: ConsolePages,
): Bar {
  return { label, value: taken, most: capacity, text: pages.text(visit, 'seats', { taken, capacity }) };
}
