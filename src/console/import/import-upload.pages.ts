import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { IdParam } from '../../http/id-param.js';
import { TakesFile, uploadedFile } from '../../http/upload.js';
import type { Problem } from '../../kernel/problems.js';
import { UploadSheet } from '../../registrations/import/upload-sheet.js';
import { attempt, statusOf } from '../console-forms.js';
import { ConsolePages } from '../console-pages.js';
import { Visitor, type Visit } from '../visit.js';
import { ImportFrame, importHref } from './import-frame.js';
import { ImportSample } from './import-sample.js';

/** The first step of an import: a spreadsheet is uploaded, or a sample taken along to fill in. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/impor')
export class ImportUploadPages {
  constructor(
    private readonly pages: ConsolePages,
    private readonly frame: ImportFrame,
    private readonly sample: ImportSample,
    private readonly uploadSheet: UploadSheet,
  ) {}

  @Get()
  async open(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.show(visit, id, null);
  }

  @Get('contoh')
  async template(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    await this.frame.view(visit, { batchId: id, step: 'upload', path: importHref(id) });
    const file = await this.sample.render(visit);
    const name = this.pages.text(visit, 'import:sample_file');
    await visit.reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(file);
  }

  @Post()
  @TakesFile()
  async upload(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.frame.view(visit, { batchId: id, step: 'upload', path: importHref(id) });
    const kept = await attempt(async () => this.uploadSheet.run(visit.actor, id, await uploadedFile(request)));
    if ('problem' in kept) await this.show(visit, id, kept.problem);
    else await visit.reply.redirect(importHref(id, `/${kept.value}/kolom`), 303);
  }

  private async show(visit: Visit, batchId: string, problem: Problem | null): Promise<void> {
    const path = importHref(batchId);
    const view = await this.frame.view(visit, { batchId, step: 'upload', path });
    const more = { failure: this.pages.failure(visit, problem), sampleHref: `${path}/contoh` };
    await this.pages.show(visit, 'import', { ...view, ...more }, statusOf(problem));
  }
}
