export type CooperativeNumberReading =
  | { readonly ok: true; readonly cooperativeNumber: string }
  | { readonly ok: false; readonly code: 'cooperative_number' };

/**
 * Nomor Induk Koperasi, the ministry's number of a cooperative. Its length is not fixed in public, so 5 to 40 letters,
 * digits, full stops, slashes and hyphens are taken as they stand; spaces go.
 */
export function parseCooperativeNumber(text: string): CooperativeNumberReading {
  const cooperativeNumber = text.replace(/\s/g, '');
  return /^[0-9A-Za-z./-]{5,40}$/.test(cooperativeNumber)
    ? { ok: true, cooperativeNumber }
    : { ok: false, code: 'cooperative_number' };
}
