// Writes src/generated/event-examples.ts: the data of an event of every type, from the specification's examples.
// `--check` fails when the committed file is out of date.
import { readFileSync, writeFileSync } from 'node:fs';
import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };

interface Webhook {
  readonly post: {
    readonly requestBody: {
      readonly content: { readonly 'application/json': { readonly examples: object } };
    };
  };
}

const FILE = new URL('../src/generated/event-examples.ts', import.meta.url);
const examples = document.components.examples as Readonly<
  Record<string, { readonly value?: { readonly data?: object } }>
>;

function dataOf(type: string, webhook: Webhook): object {
  const [name = ''] = Object.keys(webhook.post.requestBody.content['application/json'].examples);
  const data = examples[name]?.value?.data;
  if (data === undefined) throw new Error(`openapi.yaml has no example of ${type}`);
  return data;
}

const rows = Object.entries(document.webhooks as unknown as Record<string, Webhook>).map(
  ([type, webhook]) => `  '${type}': ${JSON.stringify(dataOf(type, webhook))},`,
);
const text = `// Generated from spec/openapi.yaml by scripts/generate-event-examples.ts; do not edit.

/** The data of an event of every type. */
export const eventExamples: Readonly<Record<string, object>> = {
${rows.join('\n')}
};
`;

if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('src/generated/event-examples.ts is out of date: run "pnpm generate".');
  process.exitCode = 1;
}
