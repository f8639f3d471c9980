import type { Locale } from '../kernel/locale.js';

/** How many, by gender; `total` is the sum of the other three. */
export interface GenderCount {
  readonly male: number;
  readonly female: number;
  readonly unknown: number;
  readonly total: number;
}

export type ReportMark = 'present' | 'late' | 'excused' | 'sick' | 'absent' | 'none';

export interface ReportSession {
  readonly title: string;
  /** YYYY-MM-DD in the batch's zone. */
  readonly day: string;
  /** As printed: "Senin, 5 Oktober 2026". */
  readonly date: string;
  /** As printed: "08.00–11.45 WITA". */
  readonly time: string;
  readonly lessonHours: number;
  readonly present: number;
  readonly late: number;
  readonly excused: number;
  readonly sick: number;
  readonly absent: number;
  /** Not recorded. */
  readonly none: number;
}

export interface ReportRegion {
  /** `63.71`; null for the two rows behind the province's own. */
  readonly code: string | null;
  readonly kind: 'regency' | 'outside' | 'unknown';
  /** Of the kabupaten/kota; empty for the other two. */
  readonly name: string;
  readonly registered: number;
  readonly confirmed: number;
  readonly attended: number;
  readonly qualified: number;
}

export interface ReportGroup {
  readonly kind: 'umkm' | 'cooperative' | 'none';
  readonly registered: number;
  readonly confirmed: number;
  readonly attended: number;
  readonly qualified: number;
}

export interface ReportParticipant {
  readonly name: string;
  readonly gender: 'male' | 'female' | null;
  readonly enterprise: string | null;
  readonly regency: string | null;
  /** One for each session, in order. */
  readonly marks: readonly ReportMark[];
  /** 0 to 100 with one decimal. */
  readonly percentage: number;
  readonly qualified: boolean;
}

/**
 * A batch's attendance report as every form of it shows it: mail, PDF, workbook, CSV. Numbers stay numbers; texts of
 * dates and places are ready in the report's locale and the batch's zone. Holds no NIK, phone or birth date.
 */
export interface AttendanceReportView {
  readonly locale: Locale;
  readonly office: {
    readonly parentName: string;
    readonly name: string;
    readonly address: string;
    readonly logo?: string;
  };
  readonly program: {
    readonly kind: 'diklat' | 'bimtek' | 'dialog';
    readonly title: string;
    readonly theme: string | null;
    readonly fiscalYear: number;
    /** Percent of the lesson hours that a certificate asks for. */
    readonly minimumAttendance: number;
  };
  /** "Angkatan II". */
  readonly batch: string;
  readonly partners: readonly string[];
  readonly dates: string;
  readonly venue: string;
  /** As printed, with its zone. */
  readonly asOf: string;
  readonly asOfInstant: Date;
  /** 0 for a first report; n prints "Laporan Perbaikan ke-n". */
  readonly correction: number;
  /** The printed as-of time of the report that a correction replaces. */
  readonly replaces: string | null;
  readonly totals: {
    readonly registered: GenderCount;
    readonly confirmed: GenderCount;
    /** At one session or more. */
    readonly attended: GenderCount;
    readonly qualified: GenderCount;
    /** Confirmed, and never there. */
    readonly neverAttended: GenderCount;
  };
  readonly sessions: readonly ReportSession[];
  /** The province's kabupaten/kota in code order, then outside, then unknown. */
  readonly regions: readonly ReportRegion[];
  readonly groups: readonly ReportGroup[];
  readonly participants: readonly ReportParticipant[];
}
