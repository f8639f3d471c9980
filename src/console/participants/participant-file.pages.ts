import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { DiscloseNik } from '../../registrations/disclose-nik.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, statusOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { ParticipantFileView } from './participant-file-view.js';
import { RegistrationOfBatch } from './registration-of-batch.js';

interface Shown {
  /** Whole, for once. */
  readonly nik?: string;
  readonly failure?: string | null;
  readonly status?: number;
}

/** Everything about one registration: answers, consent, decisions, mails, attendance, certificate, history. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/:registrationId')
export class ParticipantFilePages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly registrations: RegistrationOfBatch,
    private readonly file: ParticipantFileView,
    private readonly discloseNik: DiscloseNik,
  ) {}

  @Get()
  async open(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
  ): Promise<void> {
    await this.show(visit, id, registrationId, {});
  }

  /** Shows the whole NIK on this one answer; who asked for it is recorded. */
  @Post('nik')
  async disclose(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
  ): Promise<void> {
    await this.registrations.one(visit, id, registrationId);
    const disclosed = await attempt(() => this.discloseNik.run(visit.actor, registrationId));
    const failed = 'problem' in disclosed ? disclosed.problem : null;
    const shown = 'value' in disclosed ? { nik: disclosed.value } : {};
    const failure = this.pages.failure(visit, failed);
    await this.show(visit, id, registrationId, { ...shown, failure, status: statusOf(failed) });
  }

  private async show(visit: Visit, id: string, registrationId: string, { nik, failure, status }: Shown): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const registration = await this.registrations.one(visit, id, registrationId);
    const view = { failure: failure ?? null, ...(await this.file.of(visit, batch, registration, nik)) };
    const path = batchHref(id, `/peserta/${registrationId}`);
    await this.frame.show(visit, batch, 'participant', { tab: 'participants', status: status ?? 200, path, view });
  }
}
