import { expect, test } from 'vitest';
import { measure } from './measure.ts';
import { problemsOf } from './rules.ts';
import type { SourceFile } from './source-files.ts';

const file = (path: string, text = ''): SourceFile => ({
  path,
  text,
  isTest: path.endsWith('.test.ts'),
});

function problems(room: string, ...files: SourceFile[]): string[] {
  return problemsOf(measure({ room, files }));
}

test('reports a circle of files that only type imports close', () => {
  const a = file('src/room/a.ts', "import { b } from './b.ts';");
  const b = file('src/room/b.ts', "import type { A } from './a.ts';");
  expect(problems('packages/x', a, b)).toEqual([
    'packages/x has a circle of files: src/room/a.ts, src/room/b.ts',
  ]);
});

test('reports a circle of folders whose files form none', () => {
  const files = [
    file('src/jobs/job.ts', "import { key } from '../keys/key.ts';"),
    file('src/keys/key.ts'),
    file('src/keys/of-job.ts', "export type { Job } from '../jobs/job.ts';"),
  ];
  expect(problems('packages/x', ...files)).toEqual([
    'packages/x has a circle of folders: src/jobs, src/keys',
  ]);
});

test('lets folders share a file at the root of the sources, whatever the entry there imports', () => {
  const files = [
    file('src/index.ts', "export * from './jobs/job.ts';"),
    file('src/jobs/job.ts', "import type { Clock } from '../ports.ts';"),
    file('src/ports.ts'),
  ];
  expect(problems('packages/engine', ...files)).toEqual([]);
});

test('reports a folder of more than 20 files, and counts no tests', () => {
  const files = Array.from({ length: 20 }, (_, index) => file(`src/room/file-${index}.ts`));
  const tests = file('src/room/file-1.test.ts');
  expect(problems('packages/x', ...files, tests)).toEqual([]);
  expect(problems('packages/x', ...files, file('src/room/one-more.ts'))).toEqual([
    'packages/x/src/room has 21 files: at most 20',
  ]);
});

test('reports a function that the engine assigns to a property as it defines it, and accepts one with a name', () => {
  const text = `
table.onPut = (row) => note(row);
this.#end = () => {};
readers['json'] = function () {};
const note = (row) => rows.add(row);
table.onWrite = note;
const listeners = { onPut: (row) => note(row) };
let last = () => {};
last = () => {};
`;
  const place = 'packages/engine/src/room/a.ts';
  const fix = 'assigns a function to a property: name it first, or pass it to the constructor';
  expect(problems('packages/engine', file('src/room/a.ts', text))).toEqual([
    `${place}:2 ${fix}`,
    `${place}:3 ${fix}`,
    `${place}:4 ${fix}`,
  ]);
  expect(problems('packages/conformance', file('src/room/a.ts', text))).toEqual([]);
});

test('reports a focus that moves in an effect after the paint, and accepts a layout effect', () => {
  const text = `
useEffect(() => field.current?.focus(), []);
useEffect(() => {
  dialog.current.showModal();
}, []);
useLayoutEffect(() => field.current?.focus(), []);
const press = () => field.current?.focus();
useEffect(() => note(text), [text]);
`;
  const fix = 'moves the focus after the paint: call useLayoutEffect instead of useEffect';
  expect(problems('packages/ui', file('src/parts/a.tsx', text))).toEqual([
    `packages/ui/src/parts/a.tsx:2 ${fix}`,
    `packages/ui/src/parts/a.tsx:4 ${fix}`,
  ]);
});

test('reports a loose file of the engine, and accepts its entries', () => {
  expect(problems('packages/engine', file('src/index.ts'), file('src/scope.ts'))).toEqual([
    'packages/engine/src/scope.ts is loose: move it into a folder',
  ]);
});
