export type PasswordRefusal = 'password_too_short' | 'password_too_long' | 'password_too_common';

const shortest = 8;
const longest = 128;

/** What everybody tries first, in any case, with or without digits at the end; the office's own words among them. */
const common = [
  'password',
  'katasandi',
  'rahasia',
  'indonesia',
  'qwertyuiop',
  'qwerty',
  'admin',
  'administrator',
  'welcome',
  'sayang',
  'bismillah',
  'koperasi',
  'umkm',
  'dinas',
  'diskopukm',
  'kalsel',
  'banjarmasin',
  'banjarbaru',
  'bina',
];

/** Passwords are compared in Unicode NFC, so that another keyboard types the same one. */
export function normalizedPassword(password: string): string {
  return password.normalize('NFC');
}

/** NIST SP 800-63B: length and known words, no rules of composition. Null when it may be used. */
export function refusePassword(password: string): PasswordRefusal | null {
  const length = Array.from(password).length;
  if (length < shortest) return 'password_too_short';
  if (length > longest) return 'password_too_long';
  const bare = password.toLowerCase().replace(/[\d\s!@#$%&*._-]+$/u, '');
  return bare === '' || common.includes(bare) || /^(.)\1*$/u.test(password) ? 'password_too_common' : null;
}
