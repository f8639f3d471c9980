export type NibReading =
  | { readonly ok: true; readonly nib: string }
  | { readonly ok: false; readonly code: 'nib_length'; readonly params: { readonly digits: number } }
  | { readonly ok: false; readonly code: 'nib_digits' };

const length = 13;

/** Nomor Induk Berusaha, issued by OSS: 13 digits without a check digit. Spaces, dots and hyphens go. */
export function parseNib(text: string): NibReading {
  const nib = text.replace(/[\s.\u2010-\u2015-]/g, '');
  if (/[^0-9]/.test(nib)) return { ok: false, code: 'nib_digits' };
  if (nib.length !== length) return { ok: false, code: 'nib_length', params: { digits: nib.length } };
  return { ok: true, nib };
}
