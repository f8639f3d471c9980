export const reportFrequencies = ['daily', 'final', 'none'] as const;

/** How often a contact wants to be mailed: after every day of an event, once it is over, or never. */
export type ReportFrequency = (typeof reportFrequencies)[number];

export type LinkState = 'live' | 'expired' | 'revoked';

/** What a link's row says of its life; raising `tokenVersion` ends every link that was given out before. */
export interface LinkLife {
  readonly tokenVersion: number;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
}

export const validDays = 90;

export function linkState({ expiresAt, revokedAt }: Omit<LinkLife, 'tokenVersion'>, now: Date): LinkState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt > now ? 'live' : 'expired';
}

function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + validDays * 86_400_000);
}

/**
 * The link that a report mail carries: a live one lives on from this mail, one that has expired is followed by another,
 * and one that was revoked stays revoked until the office gives a new one.
 */
export function linkForMail(link: LinkLife | null, now: Date): LinkLife {
  if (link === null) return { tokenVersion: 1, expiresAt: expiryFrom(now), revokedAt: null };
  switch (linkState(link, now)) {
    case 'live':
      return { ...link, expiresAt: expiryFrom(now) };
    case 'expired':
      return renewedLink(link, now);
    case 'revoked':
      return link;
  }
}

/** A link of which no earlier copy works. */
export function renewedLink(link: LinkLife | null, now: Date): LinkLife {
  return { tokenVersion: (link?.tokenVersion ?? 0) + 1, expiresAt: expiryFrom(now), revokedAt: null };
}

/** Whether a report goes to a contact by mail; `isFinal` once no session of the batch is to come. */
export function wantsReport(frequency: ReportFrequency, isFinal: boolean): boolean {
  return frequency === 'daily' || (frequency === 'final' && isFinal);
}
