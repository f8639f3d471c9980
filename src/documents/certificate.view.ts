import type { LetterheadOffice } from './letterhead.js';
import type { Locale } from '../kernel/locale.js';

export interface CertificateSessionView {
  readonly title: string;
  /** As printed: "5 Oktober 2026". */
  readonly date: string;
  readonly lessonHours: number;
}

/** Every text of a certificate as it is printed, in its locale. */
export interface CertificateView {
  readonly locale: Locale;
  readonly number: string;
  readonly office: LetterheadOffice;
  readonly recipient: { readonly name: string; readonly detail: string | null };
  /** "Diklat", "Bimbingan Teknis" or "Dialog". */
  readonly kind: string;
  readonly title: string;
  /** "Angkatan II". */
  readonly batch: string;
  readonly theme: string | null;
  /** Names in one text, "Dekranas dan Kementerian Koperasi". */
  readonly partners: string | null;
  /** "5 s.d. 7 Oktober 2026". */
  readonly dates: string;
  readonly place: string;
  readonly lessonHours: number;
  /** "Banjarbaru, 8 Oktober 2026". */
  readonly signedAt: string;
  readonly signatory: {
    readonly title: string;
    readonly name: string;
    readonly nip: string | null;
    readonly grade?: string;
  };
  readonly verificationUrl: string;
  readonly sessions: readonly CertificateSessionView[];
  readonly issuedAt: Date;
  /** A word across each page, for what is no certificate. */
  readonly across?: string;
}
