import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Session } from './session.entity.js';
import { Trainer } from './trainer.entity.js';

@Entity('session_trainers')
@Index('ix_session_trainers_trainer_id', ['trainerId'])
export class SessionTrainer {
  @ForeignKey(() => Session) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly sessionId!: string;
  @ForeignKey(() => Trainer) @PrimaryColumn({ type: 'varchar', length: 36 }) readonly trainerId!: string;
}
