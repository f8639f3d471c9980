import { Body, Controller, Get, Header, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { CheckIn } from '../attendance/check-in.js';
import type { CheckInView } from '../attendance/attendance.views.js';
import { Roster } from '../attendance/roster.js';
import type { RosterView, SessionAtHand } from '../attendance/roster.views.js';
import { IdParam } from '../http/id-param.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { InvalidInput } from '../kernel/problems.js';
import { ScanBody } from './scan.dto.js';

/** Whose phone it is: scans that were kept are sent in the name of who made them. */
interface ForAttendant {
  readonly attendant: { readonly id: string; readonly name: string };
}

/** What the app asks and tells, signed in by the cookie of its page: the API's use cases. */
@ApiExcludeController()
@Controller('presensi/data')
export class AttendantDataController {
  constructor(
    private readonly roster: Roster,
    private readonly checkIn: CheckIn,
  ) {}

  @Get('sesi')
  @Header('cache-control', 'no-store')
  async sessions(@CurrentActor() actor: Actor): Promise<ForAttendant & { sessions: SessionAtHand[] }> {
    return { attendant: attendantOf(actor), sessions: await this.roster.sessionsAtHand(actor) };
  }

  @Get('sesi/:id')
  @Header('cache-control', 'no-store')
  async session(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
  ): Promise<ForAttendant & { list: RosterView }> {
    return { attendant: attendantOf(actor), list: await this.roster.of(actor, id) };
  }

  @Post('sesi/:id')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  scan(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) sessionId: string,
    @Body() { id, ticket, registrationId, at }: ScanBody,
  ): Promise<CheckInView> {
    if (ticket !== undefined) return this.checkIn.run(actor, sessionId, { ticket, at }, id);
    if (registrationId !== undefined) return this.checkIn.byHand(actor, sessionId, { registrationId, at }, id);
    throw new InvalidInput([{ field: 'ticket', code: 'required' }]);
  }
}

function attendantOf({ userId, name }: Actor): ForAttendant['attendant'] {
  return { id: userId, name };
}
