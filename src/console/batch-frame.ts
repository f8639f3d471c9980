import { Injectable } from '@nestjs/common';
import { hasRole } from '../identity/actor.js';
import { BatchQueries } from '../programs/batch.queries.js';
import type { BatchView } from '../programs/batch.views.js';
import { batchCard } from './batch-card.js';
import { ConsolePages } from './console-pages.js';
import type { Visit } from './visit.js';

const tabs = [
  { word: 'overview', path: '', least: 'organizer' },
  { word: 'timetable', path: '/jadwal', least: 'organizer' },
  { word: 'participants', path: '/peserta', least: 'organizer' },
  { word: 'selection', path: '/seleksi', least: 'organizer' },
  { word: 'attendance', path: '/presensi', least: 'attendant' },
  { word: 'certificates', path: '/sertifikat', least: 'organizer' },
  { word: 'report', path: '/laporan', least: 'organizer' },
] as const;

export type BatchTab = (typeof tabs)[number]['word'];

export interface BatchPage {
  readonly tab: BatchTab;
  readonly status?: number;
  /** Where the page stands, if not at its tab. */
  readonly path?: string;
  readonly view: Readonly<Record<string, unknown>>;
}

export function batchHref(id: string, path = ''): string {
  return `/console/angkatan/${id}${path}`;
}

/** The frame of all pages about one batch: what it is, how it stands, and a tab for each thing that is done with it. */
@Injectable()
export class BatchFrame {
  constructor(
    private readonly pages: ConsolePages,
    private readonly batches: BatchQueries,
  ) {}

  /** Throws `NotFound` for another office's batch as for none. */
  batch({ actor }: Visit, id: string): Promise<BatchView> {
    return this.batches.one(actor, id);
  }

  async show(visit: Visit, batch: BatchView, name: string, { tab, status, view, ...own }: BatchPage): Promise<void> {
    const shown = tabs.filter(({ word, least }) => hasRole(visit.actor, least) && isFor(batch, word));
    const frame = {
      ...batchCard(batch, visit, this.pages),
      programHref: hasRole(visit.actor, 'organizer') ? `/console/program/${batch.program.id}` : null,
      tabs: shown.map(({ word, path }) => ({
        href: batchHref(batch.id, path),
        text: this.pages.text(visit, `tab_${word}`),
        current: word === tab,
      })),
    };
    const path = own.path ?? batchHref(batch.id, tabs.find(({ word }) => word === tab)?.path);
    const title = `${this.pages.text(visit, `tab_${tab}`)}: ${batch.program.title}`;
    await this.pages.show(visit, name, { section: 'programs', path, title, batch: frame, ...view }, status);
  }
}

/** Only a batch that selects has a board of selection. */
function isFor({ admission }: BatchView, word: BatchTab): boolean {
  return word !== 'selection' || admission === 'selection';
}
