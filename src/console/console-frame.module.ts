import { Module } from '@nestjs/common';
import { ProgramsModule } from '../programs/programs.module.js';
import { BatchFrame } from './batch-frame.js';
import { ConsolePages } from './console-pages.js';
import { ConsoleQueries } from './console.queries.js';

const shared = [ConsolePages, ConsoleQueries, BatchFrame];

/** What all pages of the console stand in; each topic with pages of its own has a folder and a module. */
@Module({ imports: [ProgramsModule], providers: shared, exports: shared })
export class ConsoleFrameModule {}
