import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const DIST = new URL('../dist/', import.meta.url).pathname;
/** What a runner does with the hooks. */
const RUN = `
let start;
const ignore = () => {};
installSandbox({ before: (hook) => { start = hook; }, beforeEach: ignore, afterEach: ignore, after: ignore });
start().then(() => console.log('started'), (error) => console.log(error.message));
`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'firsthandapi-without-msw-'));
  cpSync(DIST, join(folder, 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a file, and returns what it prints. Package managers point NODE_PATH to what they have installed. */
function run(file: string): string {
  const env = { ...process.env, NODE_PATH: '' };
  return execFileSync(process.execPath, [file], { encoding: 'utf8', env });
}

test.each([
  ['test.mjs', "import { installSandbox } from './dist/node.js';"],
  ['test.cjs', "const { installSandbox } = require('./dist/node.cjs');"],
])('says what to install when %s installs the sandbox without MSW', (name, load) => {
  const file = join(folder, name);
  writeFileSync(file, load + RUN);
  expect(run(file)).toMatch(
    /^Cannot install the sandbox: msw is not installed. Run npm install --save-dev msw \(2\.11/,
  );
});

test('says what to install when the installed MSW has other exports', () => {
  const msw = join(folder, 'node_modules/msw');
  mkdirSync(msw, { recursive: true });
  writeFileSync(
    join(msw, 'package.json'),
    '{"type":"module","exports":{".":"./a.js","./node":"./a.js"}}',
  );
  writeFileSync(join(msw, 'a.js'), 'export const rest = {};');
  const file = join(folder, 'old.mjs');
  writeFileSync(file, `import { installSandbox } from './dist/node.js';${RUN}`);
  expect(run(file)).toMatch(/^Cannot install the sandbox: this version of msw is not supported/);
});
