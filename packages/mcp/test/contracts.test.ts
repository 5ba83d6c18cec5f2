import { expect, test } from 'vitest';
import { z } from 'zod';
import { TOOLS } from '../src/tools/tools.ts';

/** What each tool promises to a model: a change of it is a change of what assistants do. */
const contracts = TOOLS.map(({ name, title, description, annotations, scopes, input, output }) => ({
  ...{ name, title, description, annotations, scopes },
  input: z.toJSONSchema(input, { io: 'input' }),
  output: z.toJSONSchema(output),
}));

test.each(contracts)('keeps the contract of $name', async (contract) => {
  const text = `${JSON.stringify(contract, undefined, 2)}\n`;
  await expect(text).toMatchFileSnapshot(`contracts/${contract.name}.snap`);
});

test('has at most 12 tools, and hints that say what each one does', () => {
  expect(TOOLS.length).toBeLessThanOrEqual(12);
  for (const { name, annotations, scopes } of TOOLS) {
    expect([name, annotations.readOnlyHint]).toEqual([
      name,
      scopes.every((scope) => scope.endsWith(':read')) && name !== 'download_files',
    ]);
    expect([name, annotations.destructiveHint]).toEqual([name, name === 'cancel_job']);
  }
});

test.each(contracts)('describes $name within what a model reads at a glance', ({ description }) => {
  expect(description.length).toBeLessThan(400);
});
