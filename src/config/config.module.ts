import { Module, type DynamicModule } from '@nestjs/common';
import { Clock } from '../kernel/clock.js';
import { Keyring } from '../kernel/keyring.js';
import { Settings } from './settings.js';

/** What every floor may ask for: the settings, the present and the keys. */
@Module({})
export class ConfigModule {
  static with(settings: Settings, clock: Clock): DynamicModule {
    const keyring = new Keyring({ current: settings.appSecret, previous: [...settings.previousSecrets] });
    return {
      module: ConfigModule,
      global: true,
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: clock },
        { provide: Keyring, useValue: keyring },
      ],
      exports: [Settings, Clock, Keyring],
    };
  }
}
