import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Messages } from './messages.js';
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
  constructor(
    private readonly pages: Pages,
    private readonly messages: Messages,
  ) {}

  render(request: FastifyRequest, error: ErrorToShow): Promise<string> {
    return this.pages.render('error', requestLocale(request), {
      path: '/',
      title: this.messages.text(requestLocale(request), `errors:status_${error.status}`),
      description: null,
      detail: error.detail,
    });
  }
}
