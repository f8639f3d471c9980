import { Module } from '@nestjs/common';
import { ProgramsModule } from '../../programs/programs.module.js';
import { RegistrationsModule } from '../../registrations/registrations.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { CopyDayPages } from '../copying/copy-day.pages.js';
import { CopyProgramPages } from '../copying/copy-program.pages.js';
import { BatchSignatoryPages } from './batch-signatory.pages.js';
import { DevicesPages } from './devices.pages.js';
import { LogoSettingsPages } from './logo.pages.js';
import { PartnerPages } from './partner.pages.js';
import { SecondFactorPages } from './second-factor.pages.js';
import { SignatoriesPages } from './signatories.pages.js';

/** What an office settles once, and what it repeats. */
@Module({
  imports: [ConsoleFrameModule, ProgramsModule, RegistrationsModule],
  controllers: [
    DevicesPages,
    SecondFactorPages,
    LogoSettingsPages,
    SignatoriesPages,
    BatchSignatoryPages,
    CopyProgramPages,
    CopyDayPages,
    PartnerPages,
  ],
})
export class SettingsModule {}
