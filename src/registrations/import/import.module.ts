import { Module } from '@nestjs/common';
import { ParticipantsModule } from '../../participants/participants.module.js';
import { RegistrationsModule } from '../registrations.module.js';
import { CheckImport } from './check-import.js';
import { ForgetImports } from './forget-imports.js';
import { ImportDrafts } from './import-drafts.js';
import { ImportMappings } from './import-mappings.js';
import { AfterImport } from './after-import.js';
import { ForecastImport } from './forecast-import.js';
import { ImportFaults } from './import-faults.js';
import { RunImport } from './run-import.js';
import { UploadSheet } from './upload-sheet.js';

@Module({
  imports: [ParticipantsModule, RegistrationsModule],
  providers: [
    ImportDrafts,
    ImportMappings,
    ImportFaults,
    AfterImport,
    ForecastImport,
    CheckImport,
    RunImport,
    UploadSheet,
    ForgetImports,
  ],
  exports: [ImportDrafts, ImportFaults, CheckImport, ForecastImport, RunImport, UploadSheet],
})
export class ImportModule {}
