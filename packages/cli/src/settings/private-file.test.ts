import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../command/usage-error.ts';
import { fakeContext } from '../testing/fake-context.ts';
import { makePrivateFolder, writePrivateFile } from './private-file.ts';
import { profilesFile, readProfiles } from './profiles.ts';

test.each(['[]', '"text"', '{"default": {"api_key": 1}}', 'no JSON'])(
  'names the file of profiles when it holds %s',
  (content) => {
    const context = fakeContext();
    const path = profilesFile(context);
    writePrivateFile(path, content);
    expect(() => readProfiles(context)).toThrow(UsageError);
    expect(() => readProfiles(context)).toThrow(`${path} is damaged: delete it`);
  },
);

test('names the file of profiles when it is a folder', () => {
  const context = fakeContext();
  const path = profilesFile(context);
  mkdirSync(path, { recursive: true });
  expect(() => readProfiles(context)).toThrow(UsageError);
  expect(() => readProfiles(context)).toThrow(`${path} is not a file`);
});

test.skipIf(process.platform === 'win32')('waits for nobody to write a named pipe', () => {
  const context = fakeContext();
  const path = profilesFile(context);
  makePrivateFolder(dirname(path));
  execFileSync('mkfifo', ['-m', '600', path]);
  expect(() => readProfiles(context)).toThrow(`${path} is not a file`);
});

test('says which folder cannot be made, and how to choose another', () => {
  const path = join(fakeContext().home, 'file', 'folder', 'below');
  writeFileSync(dirname(dirname(path)), '');
  expect(() => makePrivateFolder(path)).toThrow(UsageError);
  expect(() => makePrivateFolder(path)).toThrow(/Cannot create .*folder.*XDG_STATE_HOME/);
});

test.skipIf(process.platform !== 'linux')('ends where no folder can ever be made', () => {
  expect(() => makePrivateFolder('/proc/firsthand/config')).toThrow(
    'Cannot create /proc/firsthand',
  );
});

test('makes every missing folder for its owner only, and accepts those that exist', () => {
  const path = join(fakeContext().home, 'one', 'two');
  makePrivateFolder(path);
  makePrivateFolder(path);
  expect([path, dirname(path)].map((each) => statSync(each).mode & 0o777)).toEqual([0o700, 0o700]);
});
