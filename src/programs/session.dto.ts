import { ArrayMaxSize, ArrayUnique, IsArray, IsUUID } from 'class-validator';
import { Optional, InstantField, TextField, WholeNumberField } from '../http/fields.js';

const mostLessonHours = 24;

export class SessionBody {
  @TextField({ max: 200 })
  readonly title!: string;

  @InstantField()
  readonly startsAt!: Date;

  @InstantField()
  readonly endsAt!: Date;

  /** JP of 45 minutes. */
  @WholeNumberField({ min: 0, max: mostLessonHours })
  readonly lessonHours!: number;

  @TextField({ max: 100, optional: true })
  readonly room?: string;

  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly trainerIds?: string[];
}

export class SessionChangeBody {
  @TextField({ max: 200, optional: true })
  readonly title?: string;

  @InstantField({ optional: true })
  readonly startsAt?: Date;

  @InstantField({ optional: true })
  readonly endsAt?: Date;

  @WholeNumberField({ min: 0, max: mostLessonHours, optional: true })
  readonly lessonHours?: number;

  @TextField({ max: 100, clearable: true })
  readonly room?: string | null;

  @Optional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  readonly trainerIds?: string[];
}
