export type PhoneReading =
  | { readonly ok: true; readonly phone: string }
  | { readonly ok: false; readonly code: 'phone_length' | 'phone_chars' | 'phone_not_mobile' };

/** Contacts copied from a phone bring invisible marks of direction along. */
const decoration = /[\s().\u200e\u200f\u202a-\u202e\u2066-\u2069\u2010-\u2015-]/g;
const shortestLandline = 8;

/**
 * An Indonesian mobile number in E.164 (`+6281250001234`), from any way of writing it: `0812-5000-1234`, `62812…`,
 * `0062…`, `812…`, and `+62 0812…`, a common slip. Another country's number is `phone_not_mobile`.
 */
export function parsePhone(text: string): PhoneReading {
  const written = text.replace(decoration, '');
  if (!/^\+?[0-9]*$/.test(written)) return { ok: false, code: 'phone_chars' };
  const national = nationalNumber(written);
  if (national !== null && /^8\d{8,11}$/.test(national)) return { ok: true, phone: `+62${national}` };
  const tooShort = (national ?? written).length < shortestLandline;
  return { ok: false, code: tooShort || national?.startsWith('8') ? 'phone_length' : 'phone_not_mobile' };
}

/** The digits after country code and trunk zeros; null for another country's number. */
function nationalNumber(written: string): string | null {
  const international = /^(?:\+|00)(.*)$/.exec(written)?.[1];
  const digits = international ?? written;
  if (international !== undefined && !/^(?:62|0|$)/.test(international)) return null;
  return digits.replace(/^62/, '').replace(/^0+/, '');
}

/** As it is written at home: `0812-5000-1234`. */
export function displayPhone(e164: string): string {
  const digits = e164.replace(/^\+62/, '0');
  return [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].filter((group) => group !== '').join('-');
}

/** For a reader who may recognise the number, not learn it: `****-****-1234`. */
export function maskPhone(e164: string): string {
  return displayPhone(e164).replace(/\d(?=(?:-?\d){4})/g, '*');
}

export function lastFourDigits(e164: string): string {
  return e164.slice(-4);
}

/** Opens a chat with the number, the text already typed: `https://wa.me/6281250001234?text=…`. */
export function whatsAppLink(e164: string, text?: string): string {
  const link = `https://wa.me/${e164.replace('+', '')}`;
  return text === undefined ? link : `${link}?text=${encodeURIComponent(text)}`;
}
