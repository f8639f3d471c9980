export function registrationOf(number: number): Record<string, unknown>;
