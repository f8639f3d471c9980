import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../database/database.js';
import { renderSignInSheet, type SignInSheetPerson } from '../documents/sign-in-sheet-pdf.js';
import { requireRole, type Actor } from '../identity/actor.js';
import { Office } from '../identity/office.entity.js';
import { OfficeLogos } from '../identity/office-logos.js';
import { Clock } from '../kernel/clock.js';
import { formatDay, formatLongDay, formatTimeRange } from '../kernel/date-texts.js';
import { dayIn } from '../kernel/dates.js';
import { romanNumeral } from '../kernel/numbers.js';
import { regions } from '../kernel/regions.js';
import { Enterprise } from '../participants/enterprise.entity.js';
import { BatchQueries } from '../programs/batch.queries.js';
import { Registration } from '../registrations/registration.entity.js';

/** The paper that is signed in the room, which offices keep beside what the system records. */
@Injectable()
export class SignInSheet {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly batches: BatchQueries,
    private readonly logos: OfficeLogos,
  ) {}

  /** Of one session, as PDF, with those confirmed by now in order of registering. Throws `NotFound`. */
  async run(actor: Actor, sessionId: string): Promise<{ filename: string; content: Buffer }> {
    requireRole(actor, 'attendant');
    const session = await this.batches.session(actor, sessionId);
    const { program, number, venue, timeZone } = await this.batches.one(actor, session.batchId);
    const { reader } = this.database;
    const { parentName, name, address, city } = await reader.findOneByOrFail(Office, { id: actor.officeId });
    const [start, end] = [new Date(session.startsAt), new Date(session.endsAt)];
    const day = dayIn(timeZone, start);
    const content = await renderSignInSheet({
      office: { parentName, name, address, city, ...(await this.logos.forPaper(actor.officeId)) },
      event: `${program.title} – Angkatan ${romanNumeral(number)}`,
      session: session.title,
      trainers: session.trainers.map(({ name }) => name).join(', '),
      venue: [session.room, venue.name, regions.regency(venue.regencyCode)?.name].filter(Boolean).join(', '),
      date: formatLongDay(day, 'id'),
      shortDate: formatDay(day, 'id'),
      time: formatTimeRange(start, end, { locale: 'id', zone: timeZone }),
      people: await this.people(session.batchId),
      madeAt: this.clock.now(),
    });
    return { filename: `daftar-hadir-${day}-${sessionId.slice(-6)}.pdf`, content };
  }

  private async people(batchId: string): Promise<SignInSheetPerson[]> {
    const { reader } = this.database;
    const registrations = await reader.find(Registration, {
      where: { batchId, status: 'confirmed' },
      order: { sequence: 'ASC' },
    });
    const ids = registrations.flatMap(({ enterpriseId }) => enterpriseId ?? []);
    const enterprises = await reader.findBy(Enterprise, { id: In(ids) });
    const names = new Map(enterprises.map(({ id, name }) => [id, name]));
    return registrations.map(({ name, gender, enterpriseId, regencyCode }) => ({
      ...{ name, gender },
      enterprise: names.get(enterpriseId ?? '') ?? null,
      regency: regencyCode === null ? null : (regions.regency(regencyCode)?.name ?? null),
    }));
  }
}
