import { expect, test } from 'vitest';
import { formatReport } from './format-report.ts';

const call = 'export function call(options: Options): Result;';
const options = 'interface Options {\n    retries?: number;\n}';
const result = 'interface Result {\n    id: string;\n}';

test('shows exports first, and the types that they mention after them', () => {
  expect(formatReport('thing', { name: 'index' }, [call, options])).toBe(
    `# thing

Written from the built declarations by \`pnpm api:write\`; do not edit.

## Exports

\`\`\`ts
${call}
\`\`\`

## Mentioned, not exported

\`\`\`ts
${options}
\`\`\`
`,
  );
});

test('what the main report shows, exported or not, is not shown again', () => {
  const report = formatReport(
    'thing',
    { name: 'node' },
    [call, options, result],
    [options, `export ${result}`],
  );
  expect(report).toContain('# thing/node');
  expect(report).toContain(call);
  expect(report).not.toContain('interface');
});

test('a mentioned type that differs from the main one of the same name is shown', () => {
  const other = 'interface Options {\n    retries: string;\n}';
  expect(formatReport('thing', { name: 'node' }, [call, other], [options])).toContain(other);
});

test('an export is shown even where the main entry point exports the same', () => {
  expect(formatReport('thing', { name: 'node' }, [call], [call])).toContain(call);
});
