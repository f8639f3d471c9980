import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { AttendanceStatus } from '../../attendance/attendance.rules.js';
import { standings, type Standing } from '../../attendance/day-matrix.rules.js';
import { MarkAttendance, type StoodBefore } from '../../attendance/mark-attendance.js';
import { WordField } from '../../http/fields.js';
import { IdParam } from '../../http/id-param.js';
import { Visitor, type Visit } from '../visit.js';

class CellBody {
  /** `none` takes the mark back. */
  @WordField(standings)
  readonly status!: Standing;
}

interface SavedCell {
  readonly status: Standing;
  /** What stood there until now, and whose it was. */
  readonly before: StoodBefore | null;
}

/** One cell of the matrix, saved as soon as it is typed. Sending it again has no effect. */
@ApiExcludeController()
@Controller('console/sesi/:id/presensi/:registrationId')
export class CellPages {
  constructor(private readonly markAttendance: MarkAttendance) {}

  @Post()
  @HttpCode(200)
  async put(
    @Visitor('attendant') { actor }: Visit,
    @Param('id', IdParam) sessionId: string,
    @Param('registrationId', IdParam) registrationId: string,
    @Body() { status }: CellBody,
  ): Promise<SavedCell> {
    const wanted: AttendanceStatus | null = status === 'none' ? null : status;
    const before = await this.markAttendance.put(actor, { sessionId, registrationId }, wanted);
    return { status, before };
  }
}
