import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paragraphs } from '../api-reference/markdown.ts';

/** A changeset: what the next release of some packages changes. */
interface Changeset {
  readonly packages: readonly string[];
  readonly text: string;
}

/**
 * Returns the changelog page: the changes that are not released yet, from the changesets, and below them the changelog
 * of each package.
 *
 * @param root the root of the repository
 * @param packages the published packages, by folder and name
 */
export function changelogPage(
  root: string,
  packages: readonly { readonly folder: string; readonly name: string }[],
): string {
  const changesets = readChangesets(join(root, '.changeset'));
  const sections = packages.map(({ folder, name }) =>
    paragraphs([
      `## ${name}`,
      unreleased(changesets.filter((each) => each.packages.includes(name))),
      releases(join(root, 'packages', folder, 'CHANGELOG.md')),
    ]),
  );
  const about =
    'See what changed in each version of each package, and what the next release will change.';
  return `${paragraphs([
    `---\ntitle: Changelog\ndescription: ${about}\n---`,
    '# Changelog',
    `${about} How to upgrade: [upgrading and versions](/guides/upgrading).`,
    ...sections,
  ])}\n`;
}

function readChangesets(folder: string): Changeset[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => parseChangeset(readFileSync(join(folder, file), 'utf8')));
}

function parseChangeset(markdown: string): Changeset {
  const [, head = '', text = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(markdown) ?? [];
  const packages = [...head.matchAll(/^['"]?(@?[\w/-]+)['"]?:/gm)].map(([, name = '']) => name);
  return { packages, text: text.trim() };
}

function unreleased(changesets: readonly Changeset[]): string | undefined {
  if (changesets.length === 0) return undefined;
  const items = changesets.map(({ text }) => `- ${text.replaceAll('\n', '\n  ')}`);
  return `### Unreleased\n\n${items.join('\n')}`;
}

/** The changelog's own title goes, and its headings move one level down. */
function releases(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8')
    .replace(/^# .*\n/, '')
    .replace(/^(#+) /gm, '#$1 ')
    .trim();
}
