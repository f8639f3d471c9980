import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Masthead } from '../http/masthead.js';
import { Public } from '../http/public.js';
import { NotFound } from '../kernel/problems.js';
import { OfficeLogos } from './office-logos.js';

/** The logo at the head of all pages. */
@ApiExcludeController()
@Controller('logo')
export class LogoPages {
  constructor(
    private readonly masthead: Masthead,
    private readonly logos: OfficeLogos,
  ) {}

  @Public()
  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const office = await this.masthead.office();
    const logo = office === null ? null : await this.logos.of(office.id);
    if (logo === null) throw new NotFound('not_found');
    const etag = `"${logo.hash}"`;
    void reply.header('etag', etag).header('cache-control', 'public, max-age=300');
    if (request.headers['if-none-match'] === etag) await reply.status(304).send();
    else await reply.type(logo.type).send(logo.bytes);
  }
}
