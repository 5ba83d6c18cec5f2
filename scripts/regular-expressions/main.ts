// Fails when a regular expression of what is published can take more than linear time: a request could then cost more
// than its bytes. Tests are left out, since no stranger chooses the texts that they match.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../published-packages.ts';
import { checkExpression } from './check-expression.ts';
import { type Expression, findExpressions } from './find-expressions.ts';

const SOURCES = [
  'packages/{cli,engine,mcp,sandbox,sdk,server,webhooks}/src/**/*.ts',
  'spec/generated/*.ts',
];

/** Expressions that are built at run time, with the reason why each is linear. */
const EXPLAINED: Readonly<Record<string, string>> = {
  'packages/sandbox/src/install/handlers.ts':
    'an escaped URL at the start, and one alternative after it',
  'packages/sdk/src/testing/create-mock-fetch.ts':
    'literal segments of a path, and `[^/]+` between slashes',
};

const byText = new Map<string, Expression[]>();
const problems: string[] = [];
for (const path of globSync(SOURCES, { cwd: REPOSITORY, exclude: ['**/*.test.ts'] }).sort()) {
  const { expressions, unreadable } = findExpressions(
    path,
    readFileSync(join(REPOSITORY, path), 'utf8'),
  );
  for (const expression of expressions) {
    const text = `/${expression.source}/${expression.flags}`;
    byText.set(text, [...(byText.get(text) ?? []), expression]);
  }
  if (EXPLAINED[path] !== undefined) continue;
  for (const location of unreadable) {
    problems.push(`${location}: an expression built at run time cannot be checked`);
  }
}
for (const [text, [expression, ...others]] of byText) {
  const problem = expression && checkExpression(expression);
  if (problem === undefined) continue;
  const locations = [expression, ...others].map((each) => each?.location).join(', ');
  problems.push(`${locations}: ${text} ${problem}`);
}
for (const problem of problems) console.error(problem);
console.log(`${byText.size} regular expressions, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;
