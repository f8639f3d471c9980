import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from './config/config.module.js';
import type { Settings } from './config/settings.js';
import { DatabaseModule } from './database/database.module.js';
import { entities } from './entities.js';
import { HttpModule } from './http/http.module.js';
import { IdentityModule } from './identity/identity.module.js';
import type { Clock } from './kernel/clock.js';
import { KeysModule } from './privacy/keys.module.js';

/** What the command line works with: the lower floors and the keys, beside a server that may be running. */
@Module({})
export class CommandModule {
  static with(settings: Settings, clock: Clock): DynamicModule {
    return {
      module: CommandModule,
      imports: [
        ConfigModule.with(settings, clock),
        DatabaseModule.with({
          settings: settings.database,
          entities,
          asServer: false,
          guarded: settings.environment !== 'production',
        }),
        HttpModule,
        IdentityModule,
        KeysModule,
      ],
    };
  }
}
