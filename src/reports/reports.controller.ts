import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { attendanceCsv } from '../documents/report-csv.js';
import { renderAttendanceReport } from '../documents/report-pdf.js';
import { renderAttendanceWorkbook } from '../documents/report-workbook.js';
import { IdParam } from '../http/id-param.js';
import { PageQuery, type Page } from '../http/paging.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import { reportFilename } from './report-files.js';
import { SendReportBody } from './report.dto.js';
import { ReportQueries, type SentReportView } from './report.queries.js';
import { SendReport, type SentReport } from './send-report.js';

const types = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

@ApiTags('reports')
@ApiBearerAuth()
@Controller('api/v1/batches/:id')
export class ReportsController {
  constructor(
    private readonly queries: ReportQueries,
    private readonly sendReport: SendReport,
  ) {}

  /** Sends the report to the contacts of the program's partners, or of those that are named. */
  @Post('attendance-reports')
  @HttpCode(202)
  send(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Body() { partnerIds }: SendReportBody,
  ): Promise<SentReport> {
    return this.sendReport.onDemand(actor, id, partnerIds);
  }

  @Get('attendance-reports')
  sent(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Query() page: PageQuery,
  ): Promise<Page<SentReportView>> {
    return this.queries.sent(actor, id, page);
  }

  @Get('attendance-report')
  show(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string): Promise<AttendanceReportView> {
    return this.queries.now(actor, id);
  }

  @Get('attendance-report.pdf')
  async pdf(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.queries.now(actor, id);
    await download(reply, view, 'pdf', await renderAttendanceReport(view));
  }

  @Get('attendance-report.xlsx')
  async workbook(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.queries.now(actor, id);
    await download(reply, view, 'xlsx', await renderAttendanceWorkbook(view));
  }

  @Get('attendance-report.csv')
  async csv(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Res() reply: FastifyReply): Promise<void> {
    const view = await this.queries.now(actor, id);
    await download(reply, view, 'csv', Buffer.from(attendanceCsv(view), 'utf8'));
  }
}

async function download(
  reply: FastifyReply,
  view: AttendanceReportView,
  ending: keyof typeof types,
  content: Buffer,
): Promise<void> {
  const filename = `${reportFilename(view, view.asOfInstant.toISOString().slice(0, 10))}.${ending}`;
  await reply
    .type(types[ending])
    .header('content-disposition', `attachment; filename="${filename}"`)
    .header('cache-control', 'no-store')
    .send(content);
}
