import { IsInt, Min } from 'class-validator';
import { Optional, TextField } from '../../http/fields.js';
import { longestBody, longestSubjectSource } from '../../mail/wording/wording.rules.js';

export class WordingBody {
  /** One line of text; names in double braces, as in `{{nama}}`. */
  @TextField({ max: longestSubjectSource })
  readonly subject!: string;

  /** Plain text; each fixed part, as `{{tiket}}`, on a line of its own. */
  @TextField({ max: longestBody, lines: 'many' })
  readonly body!: string;
}

export class WordingChangeBody extends WordingBody {
  /** The version that was seen, 0 for our own words; a later one is not overwritten. Left out: the last one wins. */
  @Optional()
  @IsInt()
  @Min(0)
  readonly version?: number;
}
