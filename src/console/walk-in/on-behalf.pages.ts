import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { IdParam } from '../../http/id-param.js';
import { InvalidInput, type Problem } from '../../kernel/problems.js';
import { RegisterParticipant } from '../../registrations/register-participant.js';
import { bodyOf, facingTheForm } from '../../registrations/registration-form.js';
import { RegistrationQueries } from '../../registrations/registration.queries.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { attempt, typedOf, type Typed } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { atConsent, consentOf } from './consent-field.js';
import { branches, OnBehalfForm } from './on-behalf-form.js';

/** Registers somebody who asked an office to: the public form on one screen, after the window has closed too. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/baru')
export class OnBehalfPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly form: OnBehalfForm,
    private readonly frame: BatchFrame,
    private readonly registerParticipant: RegisterParticipant,
    private readonly registrations: RegistrationQueries,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.frame.batch(visit, id);
    const who = branches.find((branch) => branch === visit.query.who) ?? 'umkm';
    await this.show(visit, id, { key: randomUUID(), who }, null);
  }

  @Post()
  async register(@Visitor() visit: Visit, @Param('id', IdParam) id: string, @Body() sent: unknown): Promise<void> {
    const { actor, locale, reply } = visit;
    const typed = typedOf(sent);
    const registered = await attempt(() => {
      const body = { ...bodyOf(typed), ...consentOf(typed) };
      return this.registerParticipant.run(id, body, { from: { actor }, locale, idempotencyKey: typed.key });
    });
    if ('problem' in registered) {
      await this.show(visit, id, typed, facing(registered.problem, typed));
      return;
    }
    const { code } = await this.registrations.one(actor, registered.value.id);
    await reply.redirect(`${batchHref(id, '/peserta')}?q=${code}&done=registered`, 303);
  }

  private async show(visit: Visit, id: string, typed: Typed, problem: Problem | null): Promise<void> {
    const path = batchHref(id, '/peserta/baru');
    const view = {
      section: 'programs' as const,
      path,
      title: this.pages.text(visit, 'walk-in:behalf_title'),
      lead: this.pages.text(visit, 'walk-in:behalf_lead'),
      backHref: batchHref(id, '/peserta'),
      who: typed.who ?? '',
      branches: this.form.branches(visit).map(({ word, text }) => ({
        href: `${path}?who=${word}`,
        text,
        current: word === typed.who,
      })),
    };
    const submit = this.pages.text(visit, 'walk_in_submit');
    const filled = { plans: await this.form.plans(visit, id, typed), typed, problem, submit };
    await this.pages.form(visit, view, filled, 'on-behalf');
  }
}

function facing(problem: Problem, typed: Typed): Problem {
  return problem instanceof InvalidInput ? new InvalidInput(atConsent(facingTheForm(problem.errors, typed))) : problem;
}
