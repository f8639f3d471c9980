const minute = 60_000;
const longestDelay = 6 * 60 * minute;

/**
 * How often a mail is tried. The waits between that many attempts add up to 26.5 hours at least, so a mail server that is
 * down for a day loses nothing (RFC 5321, 4.5.4.1 asks for days of patience; the organiser may start it again).
 */
export const mostAttempts = 13;

/** Milliseconds until the next attempt after `attempts` of them: 1 minute, doubled up to 6 hours, plus up to a quarter. */
export function retryDelay(attempts: number, chance: number): number {
  const delay = Math.min(minute * 2 ** (attempts - 1), longestDelay);
  return Math.round(delay * (1 + chance / 4));
}

/** After so many attempts that no worker lived to end, it may be the mail that ends them, and not the machine. */
const patientAttempts = 3;

/** Milliseconds until the next attempt after one that its worker did not live to end. */
export function interruptedDelay(attempts: number, chance: number): number {
  return attempts <= patientAttempts ? 0 : retryDelay(attempts - patientAttempts, chance);
}

export interface SmtpError {
  /** nodemailer's word for the step that failed: EENVELOPE, EMESSAGE, EAUTH, ETIMEDOUT. */
  readonly code?: string | undefined;
  /** The server's three digits (RFC 5321, 4.2). */
  readonly responseCode?: number | undefined;
}

const stepsOfThisMail: ReadonlySet<string | undefined> = new Set(['EENVELOPE', 'EMESSAGE']);

/**
 * Whether trying again cannot help: the server refused this sender, recipient or content with 5xx (552 too). A 5xx to the
 * greeting or the sign-in concerns the installation, not the mail: it waits until that is mended.
 */
export function isPermanent({ code, responseCode = 0 }: SmtpError): boolean {
  return responseCode >= 500 && responseCode < 600 && stepsOfThisMail.has(code);
}

const longestReason = 200;

/** The reason as the organiser may read it: one line, without addresses, links and long numbers. */
export function presentableReason(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/<?[^\s<>"']*@[^\s<>"',;]*>?/g, '…')
    .replace(/https?:\/\/\S+/g, '…')
    .replace(/\+?\d(?:[ .-]?\d){7,}/g, '…')
    .trim()
    .slice(0, longestReason);
}
