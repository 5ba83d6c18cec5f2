import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changelogPage } from './changelog-page.ts';

const root = mkdtempSync(join(tmpdir(), 'firsthandapi-changelog-'));
afterAll(() => rmSync(root, { recursive: true }));

mkdirSync(join(root, '.changeset'));
mkdirSync(join(root, 'packages/one'), { recursive: true });
writeFileSync(
  join(root, '.changeset/quick-foxes.md'),
  "---\n'@a/one': minor\n'@a/two': patch\n---\n\nJumps\nhigher.\n",
);
writeFileSync(
  join(root, 'packages/one/CHANGELOG.md'),
  '# @a/one\n\n## 1.0.0\n\n### Major Changes\n\n- First.\n',
);

const page = changelogPage(root, [
  { folder: 'one', name: '@a/one' },
  { folder: 'two', name: '@a/two' },
  { folder: 'three', name: '@a/three' },
]);
const sectionOf = (name: string) => page.split('\n## ').find((part) => part.startsWith(name)) ?? '';

describe('changelogPage', () => {
  it('lists an unreleased change under each package that it names, and under no other', () => {
    expect(sectionOf('@a/one')).toContain('### Unreleased\n\n- Jumps\n  higher.');
    expect(sectionOf('@a/two')).toContain('- Jumps');
    expect(sectionOf('@a/three')).not.toContain('Jumps');
  });

  it('includes released versions, one heading level below the package', () => {
    expect(sectionOf('@a/one')).toContain('### 1.0.0\n\n#### Major Changes\n\n- First.');
  });
});
