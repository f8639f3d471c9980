import { Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Creation } from './creation.js';
import { ErrorPage } from './error-page.js';
import { HealthController } from './health.controller.js';
import { Housekeeping } from './housekeeping.js';
import { Idempotency } from './idempotency.js';
import { Masthead } from './masthead.js';
import { Messages } from './messages.js';
import { Metrics } from './metrics.js';
import { PageMemo } from './page-memo.js';
import { Pages } from './pages.js';
import { ProblemFilter } from './problem.filter.js';
import { RateLimiter } from './rate-limiter.js';
import { Readiness } from './readiness.js';
import { StyleguidePages } from './styleguide.pages.js';
import { Ticker } from './ticker.js';

const shared = [
  Messages,
  Masthead,
  Pages,
  PageMemo,
  ErrorPage,
  Idempotency,
  Creation,
  RateLimiter,
  Ticker,
  Housekeeping,
  Metrics,
  Readiness,
];

@Global()
@Module({
  controllers: [HealthController, StyleguidePages],
  providers: [...shared, { provide: APP_FILTER, useClass: ProblemFilter }],
  exports: shared,
})
export class HttpModule {}
