import { describe, expect, it } from '@jest/globals';
import { barChart, type BarChartPlan } from './bar-chart.js';

const series: BarChartPlan['series'] = [{ tone: 'full', text: 'Hadir' }];
const plan = { id: 'regions', title: 'Per kabupaten/kota', description: 'Diagram', series };

describe('a bar chart', () => {
  it('gives the longest bar the whole width and all others their share of it', () => {
    const { bars, width, height } = barChart({
      ...plan,
      bars: [
        { label: 'Kota Banjarmasin', parts: [30], text: '30' },
        { label: 'Kabupaten Banjar', parts: [10], text: '10' },
      ],
    });
    expect([width, height]).toEqual([320, 80]);
    expect(bars.map(({ parts }) => parts.map((part) => part.width))).toEqual([[320], [106.7]]);
    expect(bars.map(({ textY, parts }) => [textY, parts[0]?.y])).toEqual([
      [15, 21],
      [55, 61],
    ]);
  });

  it('sets the parts of a bar one after the other, each in its own tone, and leaves out what is nothing', () => {
    const { bars, legend } = barChart({
      ...plan,
      series: [...series, { tone: 'second', text: 'Terlambat' }, { tone: 'open', text: 'Lainnya' }],
      bars: [{ label: 'Sesi', parts: [2, 0, 1], text: '2 dari 3' }],
    });
    expect(bars[0]?.parts).toEqual([
      { x: 0, y: 21, width: 213.3, height: 11, tone: 'bar-full' },
      { x: 213.3, y: 21, width: 106.7, height: 11, tone: 'bar-open' },
    ]);
    expect(legend.map(({ tone }) => tone)).toEqual(['bar-full', 'bar-second', 'bar-open']);
  });

  it('needs no legend for a single part', () => {
    expect(barChart({ ...plan, bars: [] }).legend).toEqual([]);
  });

  it('draws nothing where there is nothing, and no bar beyond its edge', () => {
    const { bars } = barChart({ ...plan, bars: [{ label: 'Kota Banjarbaru', parts: [0, 0], text: '0' }] });
    expect(bars[0]?.parts).toEqual([]);
    const thirds = barChart({ ...plan, bars: [{ label: 'A', parts: [1, 1, 1], text: '3' }] }).bars[0]?.parts ?? [];
    expect(thirds.every(({ x, width }) => x + width <= 320.1)).toBe(true);
  });

  it('shortens what would run into the figure at the end of its line', () => {
    const { bars } = barChart({ ...plan, bars: [{ label: 'Penyusunan laporan '.repeat(5), parts: [1], text: '1' }] });
    expect(Array.from(bars[0]?.label ?? '').length).toBeLessThanOrEqual(34);
    expect(bars[0]?.label.endsWith('…')).toBe(true);
  });
});
