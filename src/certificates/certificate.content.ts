import type { ProgramKind } from '../programs/program.entity.js';

export interface CertificateSession {
  readonly title: string;
  /** YYYY-MM-DD in the batch's zone. */
  readonly day: string;
  readonly lessonHours: number;
}

/** Everything that a certificate prints, frozen when it is issued: days in the batch's zone, no NIK, no birth date. */
export interface CertificateContent {
  readonly office: {
    readonly name: string;
    readonly parentName: string;
    readonly address: string;
    readonly city: string;
  };
  readonly recipient: {
    readonly name: string;
    readonly enterprise: string | null;
    readonly regency: string | null;
  };
  readonly program: { readonly kind: ProgramKind; readonly title: string; readonly theme: string | null };
  readonly partners: readonly string[];
  readonly batch: {
    readonly number: number;
    readonly firstDay: string;
    readonly lastDay: string;
    readonly venueName: string;
    readonly venueRegency: string;
  };
  /** JP of 45 minutes, of the sessions held. */
  readonly lessonHours: number;
  readonly sessions: readonly CertificateSession[];
  readonly signatory: {
    readonly title: string;
    readonly name: string;
    readonly nip: string | null;
    /** Pangkat/golongan, where the office noted one. */
    readonly grade?: string;
  };
  readonly issuedOn: string;
}
