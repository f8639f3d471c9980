import type { SKRSContext2D } from '@napi-rs/canvas';
import { fitText, type FittedText } from './fit-text.js';
import { fonts } from './fonts.js';
import { drawSasirangan } from './sasirangan.js';

/** What a chat shows of an event before anybody opens it. */
export interface ShareCardView {
  readonly kind: string;
  readonly title: string;
  readonly dates: string;
  readonly venue: string;
  readonly office: string;
  /** One short line at the foot: that it costs nothing. */
  readonly call: string;
}

export const shareCardSize = { width: 1200, height: 630 } as const;

const [left, textWidth] = [72, 800];
const serif = 'Card Serif';
const sans = 'Card Sans';
const sansBold = 'Card Sans Bold';
const colors = { ground: '#0d5c4a', ink: '#ffffff', soft: '#d5e9e2', gold: '#f0cf86', dark: '#0b3b30' } as const;

type Canvas = typeof import('@napi-rs/canvas');

let prepared: Promise<Canvas> | undefined;

/** Loaded with the first card: a server that draws none starts sooner and stays smaller. */
async function prepare(): Promise<Canvas> {
  const canvas = await import('@napi-rs/canvas');
  canvas.GlobalFonts.registerFromPath(fonts.Serif.bold, serif);
  canvas.GlobalFonts.registerFromPath(fonts.Sans.normal, sans);
  canvas.GlobalFonts.registerFromPath(fonts.Sans.bold, sansBold);
  return canvas;
}

/** A PNG of 1200 by 630 pixels; texts of any length fit into it. */
export async function shareCardPng(view: ShareCardView): Promise<Buffer> {
  const { createCanvas } = await (prepared ??= prepare());
  const { width, height } = shareCardSize;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = colors.ground;
  context.fillRect(0, 0, width, height);
  drawSasirangan(context, { x: 920, y: 0, width: width - 920, height });
  drawBadge(context, view.kind);
  drawMiddle(context, view);
  drawFoot(context, view);
  return canvas.encode('png');
}

function drawBadge(context: SKRSContext2D, kind: string): void {
  context.font = `30px "${sansBold}"`;
  const { width } = context.measureText(kind);
  context.fillStyle = colors.gold;
  context.beginPath();
  context.roundRect(left, 56, width + 48, 54, 27);
  context.fill();
  context.fillStyle = colors.dark;
  context.textBaseline = 'middle';
  context.fillText(kind, left + 24, 84);
}

/** The title takes what dates and place leave. */
function drawMiddle(context: SKRSContext2D, { title, dates, venue }: ShareCardView): void {
  context.textBaseline = 'alphabetic';
  const fitted = fitText(title, fonts.Serif.bold, { width: textWidth, largest: 66, wrapBelow: 67, lines: 4 });
  const below = drawLines(context, fitted, { font: serif, color: colors.ink, top: 138 });
  const when = fitText(dates, fonts.Sans.bold, { width: textWidth, largest: 36, wrapBelow: 24, lines: 2 });
  const under = drawLines(context, when, { font: sansBold, color: colors.gold, top: Math.max(below + 22, 300) });
  const where = fitText(venue, fonts.Sans.normal, { width: textWidth, largest: 30, wrapBelow: 30.5, lines: 2 });
  drawLines(context, where, { font: sans, color: colors.soft, top: under + 6 });
}

interface Pen {
  readonly font: string;
  readonly color: string;
  readonly top: number;
}

/** Returns where the next may begin. */
function drawLines(context: SKRSContext2D, { text, size }: FittedText, { font, color, top }: Pen): number {
  context.font = `${size}px "${font}"`;
  context.fillStyle = color;
  const step = size * 1.18;
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) context.fillText(line, left, top + size + index * step);
  return top + size + (lines.length - 1) * step + size * 0.25;
}

function drawFoot(context: SKRSContext2D, { office, call }: ShareCardView): void {
  context.fillStyle = colors.gold;
  context.fillRect(left, 536, 64, 4);
  const name = fitText(office, fonts.Sans.bold, { width: textWidth - 260, largest: 28, wrapBelow: 18, lines: 2 });
  drawLines(context, name, { font: sansBold, color: colors.ink, top: 548 });
  context.font = `28px "${sansBold}"`;
  context.fillStyle = colors.gold;
  context.textAlign = 'right';
  context.fillText(call, left + textWidth, 576);
  context.textAlign = 'left';
}
