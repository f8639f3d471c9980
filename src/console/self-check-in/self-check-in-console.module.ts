import { Module } from '@nestjs/common';
import { SelfCheckInModule } from '../../attendance/self-check-in/self-check-in.module.js';
import { ProgramsModule } from '../../programs/programs.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { ScreenTexts } from './screen-texts.js';
import { ScreenPages } from './screen.pages.js';
import { SelfCheckInPages } from './self-check-in.pages.js';
import { SelfCheckInView } from './self-check-in-view.js';

/** Self check-in as staff sees it: the setting, the phones, and the screen before the hall. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule, SelfCheckInModule],
  controllers: [SelfCheckInPages, ScreenPages],
  providers: [ScreenTexts, SelfCheckInView],
})
export class SelfCheckInConsoleModule {}
