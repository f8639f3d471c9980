import { Module } from '@nestjs/common';
import { ProgramsModule } from '../../programs/programs.module.js';
import { ImportModule } from '../../registrations/import/import.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { CheckView } from './check-view.js';
import { ColumnsForm } from './columns-form.js';
import { ImportCheckPages } from './import-check.pages.js';
import { ImportColumnsPages } from './import-columns.pages.js';
import { ImportFrame } from './import-frame.js';
import { ImportSample } from './import-sample.js';
import { ImportUploadPages } from './import-upload.pages.js';
import { RowTables } from './row-tables.js';

/** The pages on which a spreadsheet becomes registrations. */
@Module({
  imports: [ConsoleFrameModule, ImportModule, ProgramsModule],
  controllers: [ImportUploadPages, ImportColumnsPages, ImportCheckPages],
  providers: [ImportFrame, ImportSample, ColumnsForm, CheckView, RowTables],
})
export class ImportPagesModule {}
