import type { Content } from 'pdfmake/interfaces.js';

export const green = '#0d5c4a';
const gold = '#b08a3e';
const grey = '#55635d';
const logoSize = 42;

export interface LetterheadOffice {
  readonly parentName: string;
  readonly name: string;
  readonly address: string;
  /** A `data:` URL of a PNG or JPEG. */
  readonly logo?: string;
}

/** Kop surat over the width of the page (points), and the title of the paper below it. */
export function letterhead(office: LetterheadOffice, title: string, width: number): Content[] {
  const picture: Content[] =
    office.logo === undefined
      ? []
      : [{ image: office.logo, fit: [logoSize, logoSize], relativePosition: { x: 0, y: 0 } }];
  return [
    ...picture,
    { text: office.parentName, alignment: 'center', fontSize: 10, characterSpacing: 0.5 },
    { text: office.name.toUpperCase(), alignment: 'center', fontSize: 13, bold: true, color: green },
    { text: office.address, alignment: 'center', fontSize: 8.5, color: grey, margin: [0, 0, 0, 5] },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1.4, lineColor: green },
        { type: 'line', x1: 0, y1: 3, x2: width, y2: 3, lineWidth: 0.5, lineColor: gold },
      ],
    },
    { text: title, alignment: 'center', fontSize: 15, bold: true, margin: [0, 14, 0, 10] },
  ];
}
