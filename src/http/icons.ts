/** Drawn for a field of 24 by 24, as strokes. */
export const icons: Readonly<Record<string, string>> = {
  award: 'M12 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11M8.5 13l-1 8 4.5-2.5L16.5 21l-1-8',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4',
  check: 'M5 12.5l4.5 4.5L19 7',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3 2',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  cross: 'M6 6l12 12M18 6L6 18',
  door: 'M6 21V3h9l3 2v16M6 21h14M14 12v.5',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  edit: 'M4 20l1-4L16 5l3 3L8 19z',
  history: 'M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.5',
  home: 'M4 11l8-7 8 7M6 10v10h12V10',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v5.5M12 7.5v.5',
  mail: 'M4 6h16v12H4zM4 7l8 6 8-6',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14a6.5 6.5 0 0 1 3.5 6',
  pin: 'M12 21s7-6.2 7-11.5a7 7 0 0 0-14 0C5 14.8 12 21 12 21M12 12a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  plus: 'M12 5v14M5 12h14',
  print: 'M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z',
  qr: 'M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2',
  report: 'M5 20V10M12 20V4M19 20v-7M3 20h18',
  search: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14M16 16l5 5',
  send: 'M4 12l16-8-6 16-3-7z',
  settings: 'M4 7h9M17 7h3M13 5v4M4 17h3M11 17h9M9 15v4M4 12h16',
  share:
    'M8.5 11l7-4M8.5 13l7 4M6 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M18 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M18 21a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5',
  upload: 'M12 20V9M7 13l5-5 5 5M5 4h14',
  warning: 'M12 4l9 16H3zM12 10v4.5M12 17v.5',
};

/** An inline drawing beside a text that says the same; those who hear the page skip it. */
export function iconSvg(name: string): string {
  const path = icons[name];
  if (path === undefined) throw new Error(`There is no icon ${name}.`);
  return `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
}
