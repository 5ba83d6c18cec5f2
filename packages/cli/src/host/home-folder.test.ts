import { homedir, userInfo } from 'node:os';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { homeFolder } from './home-folder.ts';

vi.mock('node:os');
beforeEach(() => {
  vi.mocked(userInfo).mockReturnValue({ homedir: '/home/from-passwd' } as never);
});
afterEach(() => vi.resetAllMocks());

test.each([
  ['/home/me', '/home/me'],
  ['C:\\Users\\me', 'C:\\Users\\me'],
  ['\\\\server\\me', '\\\\server\\me'],
  ['', '/home/from-passwd'],
  ['relative', '/home/from-passwd'],
])('takes %j for %s', (home, expected) => {
  vi.mocked(homedir).mockReturnValue(home);
  expect(homeFolder()).toBe(expected);
});

test('is nowhere for a user without an entry, as in a container', () => {
  for (const find of [homedir, userInfo]) {
    vi.mocked(find as () => never).mockImplementation(() => {
      throw new Error('ENOENT');
    });
  }
  expect(homeFolder()).toBe('/nonexistent');
});
