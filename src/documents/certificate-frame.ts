import type { CanvasElement, ContextPageSize, Point } from 'pdfmake/interfaces.js';
import { bandWidth, clothBand } from './cloth-band.js';

const green = '#0d5c4a';
const gold = '#b08a3e';
const tint = '#e9f1ed';

/** What lies behind each page of a certificate: a double frame, and on the first page a guilloche between two bands of cloth. */
export function certificateFrame(page: number, { width, height }: ContextPageSize): { canvas: CanvasElement[] } {
  const guilloche = page === 1 ? rosettes({ x: width / 2, y: height / 2 }) : [];
  const bands = page === 1 ? [bandInset, width - bandInset - bandWidth].flatMap((left) => hanging(left, height)) : [];
  return { canvas: [...guilloche, ...bands, ...frame(width, height)] };
}

const bandInset = 27;

function hanging(left: number, height: number): CanvasElement[] {
  return clothBand({ left, top: 44, bottom: height - 44, ground: green, thread: gold });
}

/** Two lines with stepped corners, after the edge of a sasirangan cloth, and a lozenge in each corner. */
function frame(width: number, height: number): CanvasElement[] {
  const corners = [28, width - 28].flatMap((x) => [28, height - 28].map((y) => ({ x, y })));
  return [
    edge({ width, height, inset: 18, lineWidth: 1.6, lineColor: green }),
    edge({ width, height, inset: 24, lineWidth: 0.6, lineColor: gold }),
    ...corners.map(lozenge),
  ];
}

interface Edge {
  readonly width: number;
  readonly height: number;
  readonly inset: number;
  readonly lineWidth: number;
  readonly lineColor: string;
}

const cornerStep = 16;

function edge({ width, height, inset, lineWidth, lineColor }: Edge): CanvasElement {
  const [left, top, right, bottom] = [inset, inset, width - inset, height - inset];
  const points = [
    { x: left + cornerStep, y: top },
    { x: right - cornerStep, y: top },
    { x: right - cornerStep, y: top + cornerStep },
    { x: right, y: top + cornerStep },
    { x: right, y: bottom - cornerStep },
    { x: right - cornerStep, y: bottom - cornerStep },
    { x: right - cornerStep, y: bottom },
    { x: left + cornerStep, y: bottom },
    { x: left + cornerStep, y: bottom - cornerStep },
    { x: left, y: bottom - cornerStep },
    { x: left, y: top + cornerStep },
    { x: left + cornerStep, y: top + cornerStep },
  ];
  return { type: 'polyline', closePath: true, points, lineWidth, lineColor };
}

function lozenge({ x, y }: Point): CanvasElement {
  const points = [
    { x, y: y - 5 },
    { x: x + 5, y },
    { x, y: y + 5 },
    { x: x - 5, y },
  ];
  return { type: 'polyline', closePath: true, points, lineWidth: 0.8, lineColor: gold };
}

/** Waves around a circle, each a little inside the one before, in a tint that leaves the text in peace. */
function rosettes(centre: Point): CanvasElement[] {
  const rings = Array.from({ length: 7 }, (_, ring) => ({ radius: 172 - ring * 9, turn: ((ring + 1) * Math.PI) / 70 }));
  const interlaced = rings.flatMap(({ radius, turn }) => [
    { radius, turn },
    { radius, turn: -turn },
  ]);
  return interlaced.map(({ radius, turn }) => ({
    type: 'polyline',
    closePath: true,
    points: wave(centre, radius, turn),
    lineWidth: 0.5,
    lineColor: tint,
  }));
}

const pointsOfWave = 360;
const petals = 20;

function wave(centre: Point, radius: number, turn: number): Point[] {
  return Array.from({ length: pointsOfWave }, (_, index) => {
    const angle = (index / pointsOfWave) * 2 * Math.PI;
    const reach = radius + 16 * Math.sin(petals * (angle + turn));
    return { x: rounded(centre.x + reach * Math.cos(angle)), y: rounded(centre.y + reach * Math.sin(angle)) };
  });
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
