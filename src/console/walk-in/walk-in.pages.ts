import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { randomUUID } from 'node:crypto';
import { WelcomeAtDoor } from '../../attendance/welcome-at-door.js';
import { IdParam } from '../../http/id-param.js';
import type { Problem } from '../../kernel/problems.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { doorBody, DoorForm, facingTheDoor } from './door-form.js';
import { DoorList } from './door-list.js';

/** The desk at the door: find who is on the list, or take down who is not, and let them in. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/datang')
export class WalkInPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly form: DoorForm,
    private readonly list: DoorList,
    private readonly welcome: WelcomeAtDoor,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, { key: randomUUID() }, null);
  }

  @Post()
  async newcomer(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const typed = typedOf(sent);
    const { actor, locale } = visit;
    const admitted = await attempt(() => this.welcome.newcomer(actor, id, doorBody(typed), { locale, key: typed.key }));
    if ('problem' in admitted) await this.show(visit, id, typed, facingTheDoor(admitted.problem, typed));
    else await this.greet(visit, id, admitted.value.registrationId, typed.consentManner ?? '');
  }

  @Post(':registration')
  async registrant(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registration', IdParam) registrationId: string,
    @Body() sent: unknown,
  ): Promise<void> {
    await this.frame.batch(visit, id);
    const { seatReason = '', extra } = typedOf(sent);
    const why = extra === 'true' && seatReason !== '' ? seatReason : null;
    const admitted = await attempt(() => this.welcome.registrant(visit.actor, registrationId, why));
    if ('problem' in admitted) await this.show(visit, id, { key: randomUUID() }, admitted.problem);
    else await this.greet(visit, id, registrationId, '');
  }

  private async greet(visit: Visit, id: string, registrationId: string, manner: string): Promise<void> {
    const consent = manner === '' ? '' : `&persetujuan=${manner}`;
    await visit.reply.redirect(`${batchHref(id, '/peserta/datang')}?masuk=${registrationId}${consent}`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const path = batchHref(id, '/peserta/datang');
    const session = await this.welcome.sessionNow(id);
    const { masuk } = visit.query;
    const view = {
      section: 'programs' as const,
      path,
      title: this.pages.text(visit, 'walk-in:title'),
      lead: batch.program.title,
      backHref: batchHref(id, '/peserta'),
      behalfHref: batchHref(id, '/peserta/baru'),
      session: this.list.sessionText(visit, batch, session),
      welcome: isUUID(masuk) ? await this.list.welcome(visit, String(masuk), session) : null,
      ...(await this.list.view(visit, batch, problem)),
    };
    const submit = this.pages.text(visit, session === null ? 'walk-in:submit_plain' : 'walk-in:submit');
    const filled = { plans: await this.form.plans(visit, batch, problem), typed, problem, submit };
    await this.pages.form(visit, view, filled, 'walk-in');
  }
}
