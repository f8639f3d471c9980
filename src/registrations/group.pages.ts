import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IdParam } from '../http/id-param.js';
import { Public } from '../http/public.js';
import { ReaderLocale } from '../http/request-locale.js';
import type { Locale } from '../kernel/locale.js';
import type { FieldError } from '../kernel/problems.js';
import { isFailure } from './form-page.js';
import { GroupFormView, type ShownGroup } from './group-form.view.js';
import { groupBodyOf, isFull, peopleOf, stepOf, withPeople, type GroupStep } from './group-form.js';
import { PrepareGroup } from './prepare-group.js';
import type { Entrance } from './entrance.js';
import { RegisterGroup } from './register-group.js';
import { RegistrationLinks } from './registration-links.js';
import { textsOf, type Typed } from './registration-form.js';

type Draft = Omit<ShownGroup, 'step' | 'faults'>;

/** Several people of one cooperative, one after the other, on screens that work without a script. */
@Public()
@ApiExcludeController()
@Controller('kegiatan/:id/daftar-bersama')
export class GroupPages {
  constructor(
    private readonly view: GroupFormView,
    private readonly prepare: PrepareGroup,
    private readonly register: RegisterGroup,
    private readonly links: RegistrationLinks,
  ) {}

  @Get()
  async form(
    @Param('id', IdParam) id: string,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = await this.view.batch(id);
    if (batch.registrationState !== 'open') {
      await reply.redirect(`/kegiatan/${id}`, 303);
      return;
    }
    await this.view.send(reply, { batch, locale, step: 'enterprise', typed: { key: randomUUID() }, faults: [] });
  }

  @Post()
  async submit(
    @Param('id', IdParam) id: string,
    @Body() sent: Record<string, unknown> | undefined,
    @Req() { ip }: FastifyRequest,
    @ReaderLocale() locale: Locale,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const batch = await this.view.batch(id);
    const given = textsOf(sent ?? {});
    const typed = withPeople(given, peopleOf(given));
    const step = stepOf(given.at);
    const entrance: Entrance = { from: { address: ip }, locale, idempotencyKey: typed.key };
    const faults = await this.prepare.faults(id, groupBodyOf(typed), entrance);
    if (step === 'review' && given.go === 'on' && faults.length === 0) {
      await this.send(reply, { batch, locale, typed }, entrance);
      return;
    }
    await this.view.send(reply, next({ batch, locale, typed }, step, faults));
  }

  /** Registers all of them, or shows the list again with the reason why not. */
  private async send(reply: FastifyReply, draft: Draft, entrance: Entrance): Promise<void> {
    try {
      const groupId = await this.register.run(draft.batch.id, groupBodyOf(draft.typed), entrance);
      await reply.redirect(`/pendaftaran/rombongan/${this.links.groupToken(groupId)}`, 303);
    } catch (error) {
      if (!isFailure(error)) throw error;
      await this.view.send(reply, { ...draft, step: 'review', faults: [], failure: error });
    }
  }
}

/** The screen that follows: the same one while something on it is wrong. */
function next(draft: Draft, step: GroupStep, faults: readonly FieldError[]): ShownGroup {
  const { go } = draft.typed;
  const people = peopleOf(draft.typed);
  if (go === 'back') return { ...draft, step: before(step, people), faults: [] };
  if (step === 'review') return fromReview(draft, people, faults);
  if (hasFault(step, people, faults)) return { ...draft, step, faults: faultsOf(step, faults) };
  if (step === 'enterprise') return { ...draft, step: people.length > 1 ? 'review' : 0, faults: [] };
  if (go === 'add' && !isFull(people)) return { ...draft, step: people.length, faults: [] };
  return { ...draft, step: people.length === 0 ? 0 : 'review', faults: [] };
}

/** Of whom nothing was typed is nobody, and nothing is wrong with nobody. */
function hasFault(step: GroupStep, people: readonly Typed[], faults: readonly FieldError[]): boolean {
  const isBlank = typeof step === 'number' && step >= people.length;
  return !isBlank && faultsOf(step, faults).length > 0;
}

function faultsOf(step: GroupStep, faults: readonly FieldError[]): FieldError[] {
  const own = step === 'enterprise' ? 'enterprise' : `participants.${step}`;
  return faults.filter(({ field }) => field === own || field.startsWith(`${own}.`));
}

function before(step: GroupStep, people: readonly Typed[]): GroupStep {
  if (step === 'review') return Math.max(people.length - 1, 0);
  return typeof step === 'number' && step > 0 ? step - 1 : 'enterprise';
}

function fromReview(draft: Draft, people: readonly Typed[], faults: readonly FieldError[]): ShownGroup {
  const [, word, place] = /^(edit|drop)-(\d)$/.exec(draft.typed.go ?? '') ?? [];
  if (word === 'edit') return { ...draft, step: Number(place), faults: [] };
  if (word === 'drop') {
    const left = people.filter((_, index) => index !== Number(place));
    return { ...draft, typed: withPeople(draft.typed, left), step: left.length === 0 ? 0 : 'review', faults: [] };
  }
  if (draft.typed.go === 'add' && !isFull(people)) return { ...draft, step: people.length, faults: [] };
  return { ...draft, step: 'review', faults };
}
