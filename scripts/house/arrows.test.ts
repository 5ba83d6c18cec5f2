import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { REPOSITORY } from '../published-packages.ts';

/** A workspace with an example of everything that the rules allow, and of the imports that they refuse. */
const FILES: Readonly<Record<string, string>> = {
  'packages/engine/src/jobs/job.ts': "export type { Row } from '../store/row.ts';",
  'packages/engine/src/store/row.ts': "import '@firsthandapi/webhooks';\nexport interface Row {}",
  'packages/sdk/src/index.ts': "export { send } from './send.ts';",
  'packages/sdk/src/send.ts': 'export const send = 1;',
  'packages/webhooks/src/verify.ts': 'export {};',

  'packages/sdk/src/circle/a.ts': "import { b } from './b.ts';\nexport const a = b;",
  'packages/sdk/src/circle/b.ts': "import type { a } from './a.ts';\nexport type B = typeof a;",
  'packages/engine/src/store/upwards.ts': "import type { Row } from '../jobs/job.ts';",
  'packages/engine/src/novelty/unplaced.ts': "import type { Row } from '../store/row.ts';",
  'packages/sdk/src/across.test.ts': "import '../../webhooks/src/verify.ts';",
};

const { status, errors } = lintWorkspace();

/** Lints the workspace in a folder of its own with the repository's rules, in the same way as `pnpm lint` does. */
function lintWorkspace(): { status: number | null; errors: string[] } {
  const workspace = mkdtempSync(join(tmpdir(), 'firsthandapi-arrows-'));
  try {
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.base.json']) {
      copyFileSync(join(REPOSITORY, file), join(workspace, file));
    }
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(join(workspace, dirname(path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    const program = join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const result = spawnSync(
      process.execPath,
      [program, '--config', '.dependency-cruiser.mjs', 'packages'],
      { cwd: workspace, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } },
    );
    const found = result.stdout.matchAll(/error ([\w.-]+): (.*)/g);
    return { status: result.status, errors: Array.from(found, ([, rule, at]) => `${rule}: ${at}`) };
  } finally {
    rmSync(workspace, { recursive: true });
  }
}

const errorsAbout = (path: string) => errors.filter((error) => error.includes(path));

test('refuses a circle of files that only type imports close', () => {
  expect(errorsAbout('/circle/')).toEqual([
    expect.stringMatching(/^no-circular-imports: packages\/sdk\/src\/circle\//),
  ]);
});

test("refuses an import against the order of the engine's folders", () => {
  expect(errorsAbout('upwards.ts')).toEqual([
    'engine-floor-store: packages/engine/src/store/upwards.ts → packages/engine/src/jobs/job.ts',
  ]);
});

test('refuses a folder of the engine that has no place in that order', () => {
  expect(errorsAbout('unplaced.ts')).toEqual([
    'engine-folder-without-a-floor: packages/engine/src/novelty/unplaced.ts → packages/engine/src/store/row.ts',
  ]);
});

test('refuses a relative import across packages, in a test too', () => {
  expect(errorsAbout('across.test.ts')).toEqual([
    'no-relative-import-across-packages: packages/sdk/src/across.test.ts → packages/webhooks/src/verify.ts',
  ]);
});

test('fails, and reports nothing but the imports that are refused', () => {
  expect(status).not.toBe(0);
  const refused = ['/circle/', 'upwards.ts', 'unplaced.ts', 'across.test.ts'].flatMap(errorsAbout);
  expect(errors.length).toBe(refused.length);
});
