import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../published-packages.ts';

/** Phrases that a native speaker would not write, with what to write instead (CONTRIBUTING.md, "English"). */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\banew\b/i, 'again'],
  [/\bwhoever\b/i, 'the caller, the client, anyone who …'],
  [/\bhand(s|ed)? in\b/i, 'submit'],
  [/\bwhat (came|comes|became) of\b/i, 'the outcome of'],
  [/\bat hand\b/i, 'available'],
  [/\btold of\b/i, 'notified of, called with'],
  [/\bput off\b/i, 'rescheduled'],
  [/\bexists already\b/i, 'already exists'],
  [/\bheld against\b/i, 'verified, compared with'],
];
/** Its table quotes the phrases. */
const EXCEPT = ['CONTRIBUTING.md'];

const documents = execFileSync('git', ['ls-files', '*.md', 'spec/openapi.yaml'], {
  cwd: REPOSITORY,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && !EXCEPT.includes(path));

test('avoids phrases that read like a translation in documents and in the spec', () => {
  expect(documents.length).toBeGreaterThan(50);
  const found = documents.flatMap((path) =>
    readFileSync(join(REPOSITORY, path), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        PHRASES.filter(([phrase]) => phrase.test(line)).map(
          ([phrase, better]) => `${path}:${index + 1} ${phrase.exec(line)?.[0]}: write ${better}`,
        ),
      ),
  );
  expect(found).toEqual([]);
});
