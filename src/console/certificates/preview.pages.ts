import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { isUUID } from 'class-validator';
import { PreviewCertificate } from '../../certificates/preview-certificate.js';
import { IdParam } from '../../http/id-param.js';
import { Visitor, type Visit } from '../visit.js';

/** The certificate of a batch as it would look. */
@ApiExcludeController()
@Controller('console/angkatan/:id/sertifikat/pratinjau')
export class PreviewPages {
  constructor(private readonly previewCertificate: PreviewCertificate) {}

  @Get()
  async preview(@Visitor() visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const { peserta } = visit.query;
    const named = peserta !== undefined && isUUID(peserta) ? peserta : undefined;
    const { filename, content } = await this.previewCertificate.run(visit.actor, id, named);
    await visit.reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${filename}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }
}
