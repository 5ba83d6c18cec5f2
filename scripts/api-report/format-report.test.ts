import { expect, test } from 'vitest';
import { formatReport } from './format-report.ts';

const call = 'export function call(options: Options): Result;';
const options = 'interface Options {\n    retries?: number;\n}';
const result = 'interface Result {\n    id: string;\n}';

test('lists exports first, then the types that they refer to', () => {
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

test('omits what the main report already shows, exported or not', () => {
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

test('shows a type that differs from the one of the same name in the main report', () => {
  const other = 'interface Options {\n    retries: string;\n}';
  expect(formatReport('thing', { name: 'node' }, [call, other], [options])).toContain(other);
});

test('shows an export that the main entry point has too', () => {
  expect(formatReport('thing', { name: 'node' }, [call], [call])).toContain(call);
});
