/**
 * What packages take on the disk once installed, with all that they depend on.
 *
 * Run by `pnpm bench size/installed-size`.
 */
import { join } from 'node:path';
import type { Comparison, Row } from '../report/comparison.ts';
import { reportComparison } from '../report/report-comparison.ts';
import { measureInstalled, publishedBytes } from './installed-package.ts';

type InstalledColumn = 'MB' | 'packages';

/** Ours by their folder in `packages/`, peers by their name. */
interface Contenders {
  readonly ours: readonly string[];
  readonly peers: readonly string[];
}

function compare(
  title: string,
  group: Comparison['group'],
  { ours, peers }: Contenders,
): Comparison<InstalledColumn> {
  return {
    group,
    title,
    method:
      'The published files, including type declarations, and those of every dependency, each counted once, without peer dependencies.',
    subject: 'package',
    columns: { MB: { decimals: 2 }, packages: {} },
    rows: [...ours.map(measureOurs), ...peers.map(measurePeer)],
    plot: { columns: ['MB'], better: 'less' },
  };
}

function measureOurs(room: string): Row<InstalledColumn> {
  const folder = join(import.meta.dirname, '../../packages', room);
  const { bytes, packages } = measureInstalled(folder, publishedBytes(folder));
  return {
    name: `@firsthandapi/${room}`,
    side: 'ours',
    figures: { MB: megabytes(bytes), packages },
  };
}

function measurePeer(name: string): Row<InstalledColumn> {
  const { bytes, packages } = measureInstalled(join(import.meta.dirname, '../node_modules', name));
  return { name, side: 'peer', figures: { MB: megabytes(bytes), packages } };
}

function megabytes(bytes: number): number {
  return bytes / 1024 / 1024;
}

reportComparison(
  compare('Installed size of a client', 'Client', {
    ours: ['sdk'],
    peers: ['openapi-fetch', 'svix', 'resend', 'stripe', '@anthropic-ai/sdk', 'openai'],
  }),
);
reportComparison(
  compare('Installed size of a verifier', 'Webhook verifier', {
    ours: ['webhooks'],
    peers: ['standardwebhooks', 'svix', 'stripe', '@octokit/webhooks-methods'],
  }),
);
reportComparison(
  compare('Installed size of a stand-in', 'Sandbox', {
    ours: ['sandbox', 'server'],
    peers: ['msw', '@scalar/mock-server', '@stoplight/prism-cli'],
  }),
);
