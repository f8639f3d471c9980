import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { NotFound } from '../kernel/problems.js';
import { Registration } from '../registrations/registration.entity.js';
import { attendantsOf } from './attendants.js';
import { SurveyReceipt } from './survey-receipt.entity.js';
import { standingOf, type SurveyStanding } from './survey-standing.js';
import { Survey } from './survey.entity.js';

/** Why somebody may not answer, or `open`. */
export type Participation = 'open' | 'answered' | 'waiting' | 'closed' | 'not_attended';

export interface Invitation {
  readonly registration: Registration;
  readonly standing: SurveyStanding;
  readonly participation: Participation;
}

/** Who may answer which survey, by a link that is derived from the registration and opens nothing else. */
@Injectable()
export class SurveyParticipation {
  constructor(
    private readonly settings: Settings,
    private readonly keyring: Keyring,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  path({ id, tokenVersion }: Pick<Registration, 'id' | 'tokenVersion'>): string {
    return `/survei/${this.keyring.token('survey', id, tokenVersion)}`;
  }

  url(registration: Pick<Registration, 'id' | 'tokenVersion'>): string {
    return `${this.settings.publicUrl}${this.path(registration)}`;
  }

  /** Throws `NotFound` for a link that was not made here or was revoked, and where nothing was ever asked. */
  async byToken(token: string): Promise<Invitation> {
    const named = this.keyring.readToken(token);
    const registration = named === null ? null : await this.database.reader.findOneBy(Registration, { id: named.id });
    if (registration === null || !this.keyring.verifyToken('survey', token, registration.tokenVersion)) {
      throw new NotFound('survey_not_found');
    }
    const invitation = await this.of(registration);
    if (invitation === null || invitation.standing.phase === 'draft') throw new NotFound('survey_not_found');
    return invitation;
  }

  /** Null when the batch has no survey. */
  async of(registration: Registration): Promise<Invitation | null> {
    const survey = await this.database.reader.findOneBy(Survey, { batchId: registration.batchId });
    if (survey === null) return null;
    const standing = await standingOf(this.database.reader, survey, this.clock.now());
    return { registration, standing, participation: await this.participation(registration, standing) };
  }

  private async participation(registration: Registration, { phase }: SurveyStanding): Promise<Participation> {
    const { reader } = this.database;
    if (await reader.existsBy(SurveyReceipt, { registrationId: registration.id })) return 'answered';
    if (phase !== 'open') return phase === 'closed' ? 'closed' : 'waiting';
    const there = await attendantsOf(reader, registration.batchId)
      .andWhere('registration.id = :id', { id: registration.id })
      .getCount();
    return there > 0 ? 'open' : 'not_attended';
  }
}
