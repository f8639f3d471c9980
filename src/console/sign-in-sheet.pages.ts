import { Controller, Get, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { SignInSheet } from '../attendance/sign-in-sheet.js';
import { IdParam } from '../http/id-param.js';
import { Visitor, type Visit } from './visit.js';

/** Daftar hadir of a session, ready to print. */
@ApiExcludeController()
@Controller('console/sesi/:id/daftar-hadir')
export class SignInSheetPages {
  constructor(private readonly sheet: SignInSheet) {}

  @Get()
  async open(@Visitor('attendant') visit: Visit, @Param('id', IdParam) id: string): Promise<void> {
    const { filename, content } = await this.sheet.run(visit.actor, id);
    await visit.reply
      .type('application/pdf')
      .header('content-disposition', `inline; filename="${filename}"`)
      .header('cache-control', 'no-store')
      .send(content);
  }
}
