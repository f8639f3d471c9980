/** Where a session stands on the page of its timetable. */
export function sessionAnchor(id: string): string {
  return `sesi-${id.slice(-8)}`;
}
