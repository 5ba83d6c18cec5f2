import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { checkReadmeSnippets } from './readme-snippets.ts';

const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-readme-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('reports the type errors of TypeScript blocks, with their lines of the README', () => {
  const readme = '# A\n\n```ts\nconst one: string = "1";\n```\n\n```sh\nls\n```\n';
  writeFileSync(
    join(folder, 'README.md'),
    `${readme}\n\`\`\`ts\n\nconst two: string = 2;\n\`\`\`\n`,
  );
  const { snippets, errors } = checkReadmeSnippets(folder);
  expect(snippets).toBe(2);
  expect(errors.filter((error) => error.startsWith('README.md'))).toEqual([
    "README.md:13 TS2322: Type 'number' is not assignable to type 'string'.",
  ]);
});
