import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { pageOf, type Page } from '../http/paging.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { NotFound } from '../kernel/problems.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { NikVault } from '../participants/nik-vault.js';
import { Participant } from '../participants/participant.entity.js';
import { Batch } from '../programs/batch.entity.js';
import { PublicBatches } from '../programs/public-batches.js';
import { positionOf, type Newcomer } from './position.js';
import { narrow, type Narrowing } from './registration-filter.js';
import { RegistrationLinks } from './registration-links.js';
import { registrationOfActor } from './registration-of-actor.js';
import type { RegistrationListQuery } from './registration.dto.js';
import { Registration } from './registration.entity.js';
import {
  listedRegistrationJson,
  ownRegistrationJson,
  registeredJson,
  registrationJson,
  type ListedRegistrationView,
  type OwnRegistrationView,
  type RegisteredView,
  type RegistrationView,
} from './registration.views.js';
import { readPage } from './search/read-page.js';
import type { Registered } from './write-registration.js';

/** Reads of registrations, for those who made them and for staff. */
@Injectable()
export class RegistrationQueries {
  constructor(
    private readonly database: Database,
    private readonly links: RegistrationLinks,
    private readonly publicBatches: PublicBatches,
    private readonly vault: NikVault,
  ) {}

  /** The answer to whoever has just registered. */
  async registered({ id, newcomer }: Registered): Promise<RegisteredView> {
    const { registration, position } = newcomer ?? (await this.asItStands(id));
    return registeredJson(registration, position, this.links.manageUrl(registration));
  }

  private async asItStands(id: string): Promise<Newcomer> {
    const { reader } = this.database;
    const registration = await reader.findOneByOrFail(Registration, { id });
    return { registration, position: await positionOf(reader, registration) };
  }

  /** Throws `NotFound` for a token that opens nothing. */
  async own(token: string): Promise<OwnRegistrationView> {
    const registration = await this.links.registrationOf(token);
    return ownRegistrationJson(registration, {
      position: await positionOf(this.database.reader, registration),
      batch: await this.publicBatches.one(registration.batchId),
      ticket: this.links.ticket(registration),
    });
  }

  async one(actor: Actor, id: string): Promise<RegistrationView | ListedRegistrationView> {
    requireRole(actor, 'attendant');
    const registration = await registrationOfActor(this.database.reader, actor, id);
    const [view] = await this.show(actor, [registration]);
    if (view === undefined) throw new NotFound('registration_not_found');
    return view;
  }

  /**
   * In order of registering. Attendants see what the door needs: no NIK, no contact, no birth date. `further` narrows by
   * what this floor does not know.
   */
  async list(
    actor: Actor,
    batchId: string,
    { q, after, limit, ...filter }: RegistrationListQuery,
    further: Narrowing = () => undefined,
  ): Promise<Page<RegistrationView | ListedRegistrationView>> {
    requireRole(actor, 'attendant');
    const { reader } = this.database;
    if (!(await reader.existsBy(Batch, { id: batchId, officeId: actor.officeId }))) {
      throw new NotFound('batch_not_found');
    }
    const rows = await readPage(reader, { batchId, q, after, limit }, (query) => {
      narrow(query, filter);
      further(query);
    });
    const views = new Map((await this.show(actor, rows.slice(0, limit))).map((view) => [view.id, view]));
    const { items, next } = pageOf(rows, limit, ({ id }) => views.get(id));
    return { items: items.filter((view) => view !== undefined), next };
  }

  /** Those of a batch that are named, in order of registering; ids of others are passed over. */
  async several(actor: Actor, batchId: string, ids: readonly string[]): Promise<RegistrationView[]> {
    requireRole(actor, 'organizer');
    const rows = await this.database.reader.find(Registration, {
      where: { id: In([...ids]), batchId, officeId: actor.officeId },
      order: { sequence: 'ASC' },
    });
    return (await this.show(actor, rows)).filter((view) => 'phone' in view);
  }

  private async show(
    actor: Actor,
    registrations: readonly Registration[],
  ): Promise<(RegistrationView | ListedRegistrationView)[]> {
    const positions = await this.positions(registrations);
    const position = ({ id }: Registration) => positions.get(id) ?? null;
    if (actor.role === 'attendant') return registrations.map((row) => listedRegistrationJson(row, position(row)));
    const participants = await this.byId(
      Participant,
      registrations.map(({ participantId }) => participantId),
    );
    const enterprises = await this.byId(
      Enterprise,
      registrations.flatMap(({ enterpriseId }) => enterpriseId ?? []),
    );
    return registrations.flatMap((row) => {
      const participant = participants.get(row.participantId);
      if (participant === undefined) return [];
      const enterprise = enterprises.get(row.enterpriseId ?? '') ?? null;
      const maskedNik = this.vault.masked(participant);
      return [registrationJson(row, { participant, maskedNik, enterprise, position: position(row) })];
    });
  }

  /** Of those of one batch who wait, by id. */
  private async positions(registrations: readonly Registration[]): Promise<Map<string, number>> {
    const waiting = registrations.find(({ status }) => status === 'waitlisted');
    if (waiting === undefined) return new Map();
    const list = await this.database.reader.find(Registration, {
      select: { id: true },
      where: { batchId: waiting.batchId, status: 'waitlisted' },
      order: { sequence: 'ASC' },
    });
    return new Map(list.map(({ id }, index) => [id, index + 1]));
  }

  private async byId<E extends Participant | Enterprise>(
    entity: new () => E,
    ids: readonly string[],
  ): Promise<Map<string, E>> {
    const rows = await this.database.reader
      .createQueryBuilder(entity, 'row')
      .where({ id: In([...ids]) })
      .getMany();
    return new Map(rows.map((row) => [row.id, row]));
  }
}
