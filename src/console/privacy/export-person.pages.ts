import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IdParam } from '../../http/id-param.js';
import { Clock } from '../../kernel/clock.js';
import { ExportPerson } from '../../privacy/export-person.js';
import { RegistrationOfBatch } from '../participants/registration-of-batch.js';
import { Visitor, type Visit } from '../visit.js';

/** All that is kept of one person, as a file for whoever asks for it. */
@ApiExcludeController()
@Controller('console/angkatan/:id/peserta/:registrationId/data-pribadi')
export class ExportPersonPages {
  constructor(
    private readonly registrations: RegistrationOfBatch,
    private readonly exportPerson: ExportPerson,
    private readonly clock: Clock,
  ) {}

  /** JSON, since it must be readable by other programs, too; that it was taken is recorded. */
  @Post()
  @HttpCode(200)
  async file(
    @Visitor() visit: Visit,
    @Param('id', IdParam) id: string,
    @Param('registrationId', IdParam) registrationId: string,
  ): Promise<void> {
    await this.registrations.one(visit, id, registrationId);
    const data = await this.exportPerson.run(visit.actor, registrationId);
    const day = this.clock.now().toISOString().slice(0, 10);
    await visit.reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="data-pribadi-${day}.json"`)
      .header('cache-control', 'no-store')
      .send(JSON.stringify(data, null, 2));
  }
}
