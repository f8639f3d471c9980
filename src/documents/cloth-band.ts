import type { CanvasElement, Point } from 'pdfmake/interfaces.js';

/** Where a band hangs, in points from the page's top left corner. */
export interface Band {
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
  readonly ground: string;
  readonly thread: string;
}

export const bandWidth = 14;
const tooth = 8;
const reach = 4.5;

/** A hanging band of sasirangan, as at the head of our pages: gigi haruan at both edges, lozenges between them. */
export function clothBand({ left, top, bottom, ground, thread }: Band): CanvasElement[] {
  const teeth = Math.floor((bottom - top) / tooth);
  const height = teeth * tooth;
  const lozenges = Array.from({ length: Math.ceil(teeth / 2) }, (_, index) =>
    filled(lozenge({ x: left + bandWidth / 2, y: top + tooth / 2 + index * tooth * 2 }), thread),
  );
  return [
    { type: 'rect', x: left, y: top, w: bandWidth, h: height, color: ground },
    filled(edge({ x: left, y: top }, reach, teeth), thread),
    filled(edge({ x: left + bandWidth, y: top }, -reach, teeth), thread),
    ...lozenges,
  ];
}

function filled(points: Point[], color: string): CanvasElement {
  return { type: 'polyline', closePath: true, lineWidth: 0, points, color };
}

function edge({ x, y }: Point, depth: number, teeth: number): Point[] {
  return Array.from({ length: teeth }, (_, index) => [
    { x, y: y + index * tooth },
    { x: x + depth, y: y + index * tooth + tooth / 2 },
    { x, y: y + (index + 1) * tooth },
  ]).flat();
}

function lozenge({ x, y }: Point): Point[] {
  return [
    { x, y: y - 3 },
    { x: x + 2, y },
    { x, y: y + 3 },
    { x: x - 2, y },
  ];
}
