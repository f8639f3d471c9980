import { Injectable } from '@nestjs/common';
import { romanNumeral } from '../../kernel/numbers.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { ConsolePages, type FormView } from '../console-pages.js';
import type { Visit } from '../visit.js';

export const importSteps = ['upload', 'columns', 'check', 'done'] as const;
export type ImportStep = (typeof importSteps)[number];

export interface ImportPlace {
  readonly batchId: string;
  readonly step: ImportStep;
  readonly path: string;
}

export function importHref(batchId: string, path = ''): string {
  return batchHref(batchId, `/peserta/impor${path}`);
}

/** What all pages of an import share: the batch that it goes into, the steps, and the way back. */
@Injectable()
export class ImportFrame {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
  ) {}

  /** Throws `NotFound` for another office's batch. */
  async view(visit: Visit, { batchId, step, path }: ImportPlace): Promise<FormView & { readonly steps: unknown }> {
    const { program, number } = await this.frame.batch(visit, batchId);
    const text = (key: string, params = {}) => this.pages.text(visit, key, params);
    return {
      section: 'programs',
      path,
      title: text(`import:title_${step}`),
      lead: `${program.title} · ${text('batch', { number: romanNumeral(number) })}`,
      backHref: batchHref(batchId, '/peserta'),
      steps: { items: importSteps.map((word) => ({ text: text(`import:step_${word}`), current: word === step })) },
    };
  }
}
