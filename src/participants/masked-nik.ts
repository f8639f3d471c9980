const shownDigits = 4;

/** `6371************`: the place of issue alone. */
export function maskNik(nik: string): string {
  return nik.slice(0, shownDigits).padEnd(nik.length, '*');
}
