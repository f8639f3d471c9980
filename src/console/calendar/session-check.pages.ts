import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { IdParam } from '../../http/id-param.js';
import { BatchFrame, batchHref } from '../batch-frame.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { SessionCheck } from './session-check.js';

/** The part of the session form that tells what the day already holds, for a browser that asks while it is filled in. */
@ApiExcludeController()
@Controller('console/angkatan/:id/jadwal/cek')
export class SessionCheckPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: BatchFrame,
    private readonly check: SessionCheck,
  ) {}

  @Get()
  async look(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const batch = await this.frame.batch(visit, id);
    const { sesi, ...typed } = visit.query;
    const check = await this.check.run(visit, { batch, sessionId: isUUID(sesi) ? String(sesi) : null, typed });
    const path = batchHref(id, '/jadwal/cek');
    await this.pages.show(visit, 'session-check', { section: 'programs', path, title: '', check });
  }
}
