import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { AttendanceReportView } from '../documents/attendance-report.view.js';
import { IdParam } from '../http/id-param.js';
import { PageQuery, type Page } from '../http/paging.js';
import { CurrentActor, type Actor } from '../identity/actor.js';
import type { SentReport } from './freeze-report.js';
import { sendReportFile } from './report-download.js';
import { SendReportBody } from './report.dto.js';
import { ReportQueries, type SentReportView } from './report.queries.js';
import { SendReport } from './send-report.js';

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
    await sendReportFile(reply, await this.queries.now(actor, id), 'pdf');
  }

  @Get('attendance-report.xlsx')
  async workbook(
    @CurrentActor() actor: Actor,
    @Param('id', IdParam) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendReportFile(reply, await this.queries.now(actor, id), 'xlsx');
  }

  @Get('attendance-report.csv')
  async csv(@CurrentActor() actor: Actor, @Param('id', IdParam) id: string, @Res() reply: FastifyReply): Promise<void> {
    await sendReportFile(reply, await this.queries.now(actor, id), 'csv');
  }
}
