/** A NIP of 18 digits as it is printed, `19700101 199503 1 001` (birth, appointment, gender, number); others as they are. */
export function formatNip(nip: string): string {
  const digits = nip.replaceAll(/[\s.-]/g, '');
  const parts = /^(\d{8})(\d{6})(\d)(\d{3})$/.exec(digits);
  return parts === null ? nip : parts.slice(1).join(' ');
}
