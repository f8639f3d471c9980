import type { AttendanceReportView } from './attendance-report.view.js';

export type ProgramKindWord = AttendanceReportView['program']['kind'];

/** What became of people; all of one instant. */
export interface PeopleCounts {
  /** Everybody who ever registered. */
  readonly registered: number;
  readonly confirmed: number;
  /** Confirmed, and at one session or more. */
  readonly attended: number;
  /** Valid certificates. */
  readonly certificates: number;
  /** JP of 45 minutes, summed over all who attended. */
  readonly lessonHours: number;
}

export interface RecapTotals extends PeopleCounts {
  readonly programs: number;
  readonly batches: number;
}

export interface RecapRegion extends PeopleCounts {
  /** Kemendagri, `63.71`; null for the two rows behind the province's own. */
  readonly code: string | null;
  /** BPS, `6371`. */
  readonly bpsCode: string | null;
  readonly kind: 'regency' | 'outside' | 'unknown';
  /** Of the kabupaten/kota; empty for the other two. */
  readonly name: string;
  /** Held there; people are counted where they live. */
  readonly batches: number;
}

export interface RecapMonth extends PeopleCounts {
  /** YYYY-MM of the batch's first session in its own zone; null while it has none. */
  readonly month: string | null;
  readonly batches: number;
}

/** As the ministry's training portal counts: who attended and what was held, by region, kind and year. */
export interface Realisation {
  readonly code: string | null;
  readonly bpsCode: string | null;
  readonly region: RecapRegion['kind'];
  readonly kind: ProgramKindWord;
  readonly fiscalYear: number;
  readonly participants: number;
  readonly batches: number;
}

/** What an office did in published and completed batches. In every list the rows add up to `totals`. */
export interface RecapView {
  /** Null for all years. */
  readonly fiscalYear: number | null;
  /** Null for all kinds. */
  readonly kind: ProgramKindWord | null;
  readonly asOf: Date;
  readonly totals: RecapTotals;
  /** The province's kabupaten/kota in code order, then outside, then unknown. */
  readonly regions: readonly RecapRegion[];
  readonly kinds: readonly (RecapTotals & { readonly kind: ProgramKindWord })[];
  readonly genders: readonly (PeopleCounts & { readonly gender: 'male' | 'female' | 'unknown' })[];
  readonly groups: readonly (PeopleCounts & { readonly kind: 'umkm' | 'cooperative' | 'none' })[];
  readonly months: readonly RecapMonth[];
  readonly realisation: readonly Realisation[];
}
