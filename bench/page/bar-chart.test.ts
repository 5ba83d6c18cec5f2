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

describe('a bar chart', () => {
  it('draws bars from zero, each as long as its figure', () => {
    const widths = widthsOf(barChart(createComparison()));
    expect(widths['by-hand']).toBeCloseTo((widths.peer ?? 0) / 2, 0);
    expect(widths.ours).toBeCloseTo((widths.peer ?? 0) * 0.5525, 0);
  });

  it('draws a second bar a row for a second column, and says what each is', () => {
    const plot = { columns: ['GET, µs', 'size, KB'], better: 'less' } as const;
    const svg = barChart(createComparison({ plot }));
    expect(Object.keys(widthsOf(svg))).toContain('peer second');
    expect(svg).toContain('>GET, µs; less is better<');
    expect(svg).toContain('>size, KB<');
  });

  it('writes the figure that the table has beside each bar', () => {
    const plot = { columns: ['size, KB'], better: 'less' } as const;
    expect(barChart(createComparison({ plot }))).toContain('>1,200</text>');
  });

  it('draws nothing for what was not measured, or came out below zero', () => {
    const rows = [
      { name: 'one', side: 'ours', figures: {} },
      { name: 'other', side: 'peer', figures: { 'GET, µs': -1 } },
    ] as const;
    const svg = barChart(createComparison({ rows }));
    expect(widthsOf(svg)).toEqual({ ours: 0, peer: 0 });
    expect(svg).not.toContain('NaN');
  });

  it('keeps the names of rows from being read as markup', () => {
    const rows = [{ name: 'a < b & c', side: 'peer', figures: { 'GET, µs': 1 } }] as const;
    expect(barChart(createComparison({ rows }))).toContain('>a &lt; b &amp; c<');
  });

  it('has colours of its own for those who prefer dark pages', () => {
    expect(barChart(createComparison())).toMatch(/prefers-color-scheme: dark\) {\s+\.card/);
  });
});
