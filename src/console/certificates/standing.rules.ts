import type { CertificateStanding } from '../../certificates/certificate-standings.js';

export const standingGroups = ['ready', 'issued', 'not_yet', 'revoked'] as const;
export type StandingGroup = (typeof standingGroups)[number];

type Grouped = Pick<CertificateStanding, 'name' | 'code' | 'why' | 'certificate'>;

/** A certificate outweighs whatever became of the registration since. */
export function groupOf({ why, certificate }: Pick<Grouped, 'why' | 'certificate'>): StandingGroup {
  if (certificate !== null) return certificate.status === 'revoked' ? 'revoked' : 'issued';
  return why === null ? 'ready' : 'not_yet';
}

/** Part of the name on the paper or on the registration, of the code, or of the number, in any case; and the group if one is known by that word. */
export function isFound(
  standing: Grouped,
  { q, group }: { q?: string | undefined; group?: string | undefined },
): boolean {
  const wanted = standingGroups.find((word) => word === group);
  if (wanted !== undefined && groupOf(standing) !== wanted) return false;
  const { name, code, certificate } = standing;
  const texts = [name, code, certificate?.recipientName ?? '', certificate?.number ?? ''];
  return q === undefined || texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}
