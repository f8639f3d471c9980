import type { SKRSContext2D } from '@napi-rs/canvas';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const cloth = '#7a1f3d';
const shade = '#5e1530';
const thread = ['#f0cf86', '#ffffff', '#6fcab0'] as const;

/** A band after the cloth of South Kalimantan: lozenges and the teeth of the snakehead (gigi haruan) in dotted stitches. */
export function drawSasirangan(context: SKRSContext2D, area: Area): void {
  context.save();
  context.beginPath();
  context.rect(area.x, area.y, area.width, area.height);
  context.clip();
  context.fillStyle = cloth;
  context.fillRect(area.x, area.y, area.width, area.height);
  drawWaves(context, area);
  for (let y = area.y + 52; y < area.y + area.height + 60; y += 105) drawLozenge(context, area.x + area.width / 2, y);
  for (const [index, x] of [area.x + 40, area.x + area.width - 40].entries()) drawTeeth(context, area, x, index);
  context.fillStyle = thread[0];
  context.fillRect(area.x, area.y, 8, area.height);
  context.restore();
}

function drawWaves(context: SKRSContext2D, { x, y, width, height }: Area): void {
  context.fillStyle = shade;
  for (let stripe = 0; stripe < height; stripe += 42) {
    context.beginPath();
    context.moveTo(x, y + stripe);
    context.bezierCurveTo(x + width / 3, y + stripe - 18, x + (2 * width) / 3, y + stripe + 18, x + width, y + stripe);
    context.lineTo(x + width, y + stripe + 14);
    context.bezierCurveTo(x + (2 * width) / 3, y + stripe + 32, x + width / 3, y + stripe - 4, x, y + stripe + 14);
    context.fill();
  }
}

function drawLozenge(context: SKRSContext2D, x: number, y: number): void {
  for (const [index, radius] of [46, 32, 18].entries()) {
    const corners = [
      [x, y - radius],
      [x + radius * 1.1, y],
      [x, y + radius],
      [x - radius * 1.1, y],
    ] as const;
    corners.forEach((corner, at) => {
      stitches(context, [corner, corners[(at + 1) % corners.length] ?? corner], thread[index % thread.length] ?? cloth);
    });
  }
  dot(context, x, y, 6);
}

function drawTeeth(context: SKRSContext2D, { y, height }: Area, x: number, side: number): void {
  const lean = side === 0 ? 20 : -20;
  for (let top = y; top < y + height; top += 42) {
    context.globalAlpha = 0.9;
    stitches(
      context,
      [
        [x, top],
        [x + lean, top + 21],
      ],
      thread[1],
    );
    stitches(
      context,
      [
        [x + lean, top + 21],
        [x, top + 42],
      ],
      thread[0],
    );
    context.globalAlpha = 1;
  }
}

type Spot = readonly [number, number];

/** The dots that the tied thread leaves. */
function stitches(context: SKRSContext2D, [from, to]: readonly [Spot, Spot], color: string): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.max(2, Math.round(length / 9));
  context.fillStyle = color;
  for (let step = 0; step < count; step += 1) {
    const part = step / count;
    dot(context, from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, 2.4);
  }
}

function dot(context: SKRSContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
}
