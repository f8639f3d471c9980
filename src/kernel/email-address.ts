export type EmailReading =
  { readonly ok: true; readonly email: string } | { readonly ok: false; readonly code: 'email' };

/** RFC 5321, 4.5.3.1: the whole path in 256 octets with its brackets, and the part before the @ in 64. */
const longestAddress = 254;
const longestLocalPart = 64;

/** An atom and a label as in RFC 5321, 4.1.2, in ASCII; no quoted local part, no address literal, no comment. */
const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const topLevel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;

/** Exactly one address, trimmed, its domain in lower case. What comes before the @ keeps its case. */
export function parseEmail(text: string): EmailReading {
  const [local = '', domain = '', ...more] = text.trim().split('@');
  const labels = domain.toLowerCase().split('.');
  const email = `${local}@${labels.join('.')}`;
  const fits = email.length <= longestAddress && local.length <= longestLocalPart && more.length === 0;
  return fits && localPart.test(local) && isHostName(labels) ? { ok: true, email } : { ok: false, code: 'email' };
}

function isHostName(labels: readonly string[]): boolean {
  return labels.length >= 2 && labels.every((part) => label.test(part)) && topLevel.test(labels.at(-1) ?? '');
}
