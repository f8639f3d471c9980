import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Settings } from './config/settings.js';
import { describeApi } from './http/openapi.js';
import { fastifyAdapter, prepareServer } from './http/server.js';
import { validationPipe } from './http/validation.js';
import type { Clock } from './kernel/clock.js';

/** The whole system, ready to listen: as the server, the demonstration and the tests run it. */
export async function createApp(settings: Settings, clock: Clock): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with(settings, clock),
    fastifyAdapter(settings),
    {
      logger: settings.logLevel === 'silent' ? ['fatal'] : ['fatal', 'error', 'warn'],
      abortOnError: false,
      bodyParser: false,
    },
  );
  await prepareServer(app, settings);
  app.useGlobalPipes(validationPipe());
  describeApi(app);
  app.useLogger(new Logger());
  return app;
}
