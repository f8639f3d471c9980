import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IdParam } from '../http/id-param.js';
import { PageQuery } from '../http/paging.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { AttendanceMarkBody, CheckInBody } from './attendance.dto.js';
import { AttendanceQueries, type Matrix } from './attendance.queries.js';
import type { AttendanceView, CheckInView } from './attendance.views.js';
import { CheckIn } from './check-in.js';
import { MarkAttendance } from './mark-attendance.js';
import { Roster } from './roster.js';
import type { RosterView } from './roster.views.js';

@ApiTags('attendance')
@ApiBearerAuth()
@Controller('api/v1')
export class AttendanceController {
  constructor(
    private readonly checkIn: CheckIn,
    private readonly markAttendance: MarkAttendance,
    private readonly queries: AttendanceQueries,
    private readonly roster: Roster,
  ) {}

  /** Who is expected at a session, for a device that takes attendance without a line: names, and hashes of tickets. */
  @Get('sessions/:id/roster')
  expected(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<RosterView> {
    return this.roster.of(actor, id);
  }

  /** 201 for the first scan, 200 for every later one. An `Idempotency-Key` names the scan: sent again, it changes nothing. */
  @Post('sessions/:id/check-ins')
  async check(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() body: CheckInBody,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') key?: string,
  ): Promise<CheckInView> {
    const view = await this.checkIn.run(actor, id, body, key);
    void reply.status(view.alreadyCheckedIn ? 200 : 201);
    return view;
  }

  @Get('batches/:id/attendance')
  matrix(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Query() page: PageQuery): Promise<Matrix> {
    return this.queries.matrix(actor, id, page);
  }

  @Put('sessions/:id/attendance/:registrationId')
  mark(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
    @Body() body: AttendanceMarkBody,
  ): Promise<AttendanceView> {
    return this.markAttendance.run(actor, id, registrationId, body);
  }

  @Delete('sessions/:id/attendance/:registrationId')
  @HttpCode(204)
  clear(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
  ): Promise<void> {
    return this.markAttendance.clear(actor, id, registrationId);
  }
}
