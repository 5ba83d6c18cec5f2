import { describe, expect, it } from 'vitest';
import { createComparison } from '../report/testing/create-comparison.ts';
import { barChart } from './bar-chart.ts';

/** Widths of the bars, by the kind of their row. */
const widthsOf = (svg: string) =>
  Object.fromEntries(
    [...svg.matchAll(/<rect class="([^"]+)" x="\d+" y="\d+" width="([\d.]+)"/g)].map(
      ([, kind = '', width]) => [kind, Number(width)],
    ),
  );

describe('bar chart', () => {
  it('draws bars from zero, each as long as its figure', () => {
    const widths = widthsOf(barChart(createComparison()));
    expect(widths['by-hand']).toBeCloseTo((widths.peer ?? 0) / 2, 0);
    expect(widths.ours).toBeCloseTo((widths.peer ?? 0) * 0.5525, 0);
  });

  it('draws a second bar per row for a second column, with a legend', () => {
    const plot = { columns: ['GET, µs', 'size, KB'], better: 'less' } as const;
    const svg = barChart(createComparison({ plot }));
    expect(Object.keys(widthsOf(svg))).toContain('peer second');
    expect(svg).toContain('>GET, µs; less is better<');
    expect(svg).toContain('>size, KB<');
  });

  it('labels each bar with the figure from the table', () => {
    const plot = { columns: ['size, KB'], better: 'less' } as const;
    expect(barChart(createComparison({ plot }))).toContain('>1,200</text>');
  });

  it('draws nothing for missing or negative figures', () => {
    const rows = [
      { name: 'one', side: 'ours', figures: {} },
      { name: 'other', side: 'peer', figures: { 'GET, µs': -1 } },
    ] as const;
    const svg = barChart(createComparison({ rows }));
    expect(widthsOf(svg)).toEqual({ ours: 0, peer: 0 });
    expect(svg).not.toContain('NaN');
  });

  it('escapes row names', () => {
    const rows = [{ name: 'a < b & c', side: 'peer', figures: { 'GET, µs': 1 } }] as const;
    expect(barChart(createComparison({ rows }))).toContain('>a &lt; b &amp; c<');
  });

  it('has dark colours for readers who prefer them', () => {
    expect(barChart(createComparison())).toMatch(/prefers-color-scheme: dark\) {\s+\.card/);
  });
});
