import { expect, test } from 'vitest';
import type { StatementResult } from './executor.ts';
import { SharedQueries } from './shared-queries.ts';

/** Queries that end when the test says so, each with its place among them as its count. */
function createQueries() {
  const sent: { statement: string; end: (error?: Error) => void }[] = [];
  const queries = new SharedQueries({
    execute: (statement) =>
      new Promise<StatementResult>((resolve, reject) => {
        const count = sent.length + 1;
        sent.push({
          statement,
          end: (error) => (error ? reject(error) : resolve({ rows: [], count })),
        });
      }),
  });
  const ask = async (statement: string, value = 1) =>
    (await queries.execute(statement, [value])).count;
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  return { sent, ask, turn };
}

test('sends a query once for all that ask for it in one turn of the event loop', async () => {
  const { sent, ask, turn } = createQueries();
  const asked = [ask('a'), ask('a'), ask('b'), ask('a', 2)];
  await turn();
  expect(sent.map(({ statement }) => statement)).toEqual(['a', 'b', 'a']);
  for (const { end } of sent) end();
  expect(await Promise.all(asked)).toEqual([1, 1, 2, 3]);
});

test('never answers from a query that was sent before it was asked for', async () => {
  const { sent, ask, turn } = createQueries();
  const first = ask('a');
  await turn();
  const later = [ask('a'), ask('a')];
  await turn();
  expect(sent).toHaveLength(1);
  sent[0]?.end();
  expect(await first).toBe(1);
  await turn();
  expect(sent).toHaveLength(2);
  const last = ask('a');
  sent[1]?.end();
  expect(await Promise.all(later)).toEqual([2, 2]);
  await turn();
  sent[2]?.end();
  expect(await last).toBe(3);
});

test('fails those that wait for a query that fails, and sends the next one', async () => {
  const { sent, ask, turn } = createQueries();
  const failing = [ask('a')];
  await turn();
  failing.push(ask('a'));
  const failed = Promise.allSettled(failing);
  sent[0]?.end(new Error('The database is gone'));
  expect((await failed).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = ask('a');
  await turn();
  expect(sent).toHaveLength(2);
  sent[1]?.end();
  expect(await next).toBe(2);
});
