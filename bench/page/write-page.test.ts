import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createComparison } from '../report/testing/create-comparison.ts';
import type { BenchmarkRun } from './benchmark-run.ts';
import { describeMachine } from './machine.ts';
import { writePage } from './write-page.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-bench-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const runWith = (...titles: string[]): BenchmarkRun => ({
  date: new Date('2026-05-28T20:26:40Z'),
  isThorough: true,
  overrides: {},
  minutes: 1,
  revision: undefined,
  machine: describeMachine(),
  versions: {},
  comparisons: titles.map((title) => createComparison({ title })),
  failures: [],
});

describe('writePage', () => {
  it('writes every plot that the page shows', () => {
    const page = readFileSync(writePage(runWith('One', 'Two'), folder), 'utf8');
    const plots = [...page.matchAll(/\]\((\S+\.svg)\)/g)].map(([, path = '']) => path);
    expect(plots).toHaveLength(2);
    for (const plot of plots) expect(readFileSync(join(folder, plot), 'utf8')).toMatch(/^<svg /);
  });

  it('removes the plots of an earlier run', () => {
    writePage(runWith('One'), folder);
    writePage(runWith('Two'), folder);
    expect(existsSync(join(folder, 'benchmark-plots/client-one.svg'))).toBe(false);
    expect(existsSync(join(folder, 'benchmark-plots/client-two.svg'))).toBe(true);
  });
});
