import { Module } from '@nestjs/common';
import { SelectionModule } from '../../selection/selection.module.js';
import { ConsoleFrameModule } from '../console-frame.module.js';
import { ParticipantsPagesModule } from '../participants/participants-pages.module.js';
import { BoardDecisions } from './board-decisions.js';
import { BoardView } from './board-view.js';
import { BoardPages } from './board.pages.js';
import { CriteriaForm } from './criteria-form.js';
import { CriteriaPages } from './criteria.pages.js';
import { MinutesPages } from './minutes.pages.js';

/** The selection of participants: criteria, board, berita acara. */
@Module({
  imports: [ConsoleFrameModule, SelectionModule, ParticipantsPagesModule],
  controllers: [BoardPages, CriteriaPages, MinutesPages],
  providers: [BoardView, BoardDecisions, CriteriaForm],
})
export class SelectionPagesModule {}
