/**
 * What packages weigh in a web page: bundled as an application would, minified, and gzipped.
 *
 * Run by `pnpm bench size/bundle-size`.
 */
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Comparison, Row } from '../report/comparison.ts';
import { reportComparison } from '../report/report-comparison.ts';

const CLIENTS = [
  '@firsthandapi/sdk',
  'openapi-fetch',
  'svix',
  'resend',
  'stripe',
  '@anthropic-ai/sdk',
  'openai',
];

/** What is imported of which package; `*` for all that it exports. */
const VERIFIERS: readonly (readonly [names: string, specifier: string])[] = [
  ['*', '@firsthandapi/webhooks'],
  ['unwrapWebhook', '@firsthandapi/webhooks'],
  ['verifyWebhookSignature', '@firsthandapi/webhooks'],
  ['*', 'standardwebhooks'],
  ['Webhook', 'svix'],
  ['default', 'stripe'],
  ['*', '@octokit/webhooks-methods'],
];

type SizeColumn = 'minified, KB' | 'gzipped, KB';

async function measure(names: string, specifier: string): Promise<Row<SizeColumn>> {
  const exported = names === '*' ? '*' : `{ ${names} }`;
  const { outputFiles } = await build({
    stdin: {
      contents: `export ${exported} from '${specifier}';`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['node:*', '@react-email/*'],
    logLevel: 'error',
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  return {
    name: /^(\*|default)$/.test(names) ? specifier : `${names} of ${specifier}`,
    side: specifier.startsWith('@firsthandapi/') ? 'ours' : 'peer',
    figures: {
      'minified, KB': code.length / 1024,
      'gzipped, KB': gzipSync(code, { level: 9 }).length / 1024,
    },
  };
}

async function measureAll(
  imports: readonly (readonly [names: string, specifier: string])[],
): Promise<Pick<Comparison<SizeColumn>, 'columns' | 'rows' | 'plot'>> {
  return {
    columns: { 'minified, KB': { decimals: 1 }, 'gzipped, KB': { decimals: 1 } },
    rows: await Promise.all(imports.map(([names, specifier]) => measure(names, specifier))),
    plot: { columns: ['gzipped, KB'], better: 'less' },
  };
}

reportComparison({
  group: 'Client',
  title: 'Size in a web page',
  method:
    'Everything that the package exports, including its dependencies, bundled for browsers and minified by esbuild, then gzipped at level 9.',
  subject: 'package',
  ...(await measureAll(CLIENTS.map((name) => ['*', name] as const))),
  goals: [{ row: '@firsthandapi/sdk', column: 'gzipped, KB', limit: 8, is: 'at most' }],
});
reportComparison({
  group: 'Webhook verifier',
  title: 'Size of a verifier',
  method:
    "The package, or the named export, bundled as above. Ours includes a JavaScript hash for runtimes without Node's.",
  subject: 'import',
  ...(await measureAll(VERIFIERS)),
  goals: [{ row: '@firsthandapi/webhooks', column: 'gzipped, KB', limit: 4, is: 'at most' }],
});
