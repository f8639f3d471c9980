import { ArrayMaxSize, ArrayUnique, IsArray, IsString } from 'class-validator';
import { Optional, WholeNumberField, WordField, GroupsOf } from '../http/fields.js';
import { criterionWords, type CriterionWord } from './selection.rules.js';

const oldest = 120;
const mostChoices = 600;

export class CriterionBody {
  @WordField(criterionWords)
  readonly word!: CriterionWord;

  /** The points of who meets it wholly. */
  @WholeNumberField({ min: 1, max: 100 })
  readonly weight!: number;

  /** For `enterprise_kind`, `regency_chosen` and `gender` (or `fewer`): what is preferred; at least one. */
  @Optional()
  @IsArray()
  @ArrayMaxSize(mostChoices)
  @IsString({ each: true })
  readonly choice?: string[];

  /** For `age`, in whole years, both included; at least one of `from` and `to`. */
  @WholeNumberField({ min: 0, max: oldest, optional: true })
  readonly from?: number;

  @WholeNumberField({ min: 0, max: oldest, optional: true })
  readonly to?: number;
}

export class CriteriaBody {
  @IsArray()
  @ArrayMaxSize(criterionWords.length)
  @ArrayUnique((criterion: Partial<CriterionBody> | null) => criterion?.word)
  @GroupsOf(() => CriterionBody)
  readonly criteria!: CriterionBody[];
}
