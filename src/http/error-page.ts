import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Pages } from './pages.js';
import { requestLocale } from './request-locale.js';

export interface ErrorToShow {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

/** What a person sees instead of a problem document. */
@Injectable()
export class ErrorPage {
  constructor(private readonly pages: Pages) {}

  render(request: FastifyRequest, error: ErrorToShow): string {
    return this.pages.render('error', requestLocale(request), { ...error, path: '/' });
  }
}
