import { WordField } from '../http/fields.js';

/** Why somebody may ask to be erased, after Article 43 of UU 27/2022. No free text: it would name the person again. */
export const erasureCauses = ['asked', 'consent_withdrawn', 'not_needed', 'unlawful'] as const;
export type ErasureCause = (typeof erasureCauses)[number];

export class ErasureBody {
  @WordField(erasureCauses)
  readonly cause!: ErasureCause;
}
