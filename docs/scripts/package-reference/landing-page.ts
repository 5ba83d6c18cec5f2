import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReferencePackage } from '../../site-pages.ts';
import { cell, fence, paragraphs, table } from '../api-reference/markdown.ts';
import { firstSentence, titleOf } from '../pages/page-text.ts';

/** What a landing page is made from. */
export interface LandingSources {
  /** The package's description, from its manifest. */
  readonly description: string;
  /** The folder with the pages that TypeDoc wrote. */
  readonly reference: string;
  /** The folder of the guides. */
  readonly guides: string;
  /** Sections to put before the exports. */
  readonly sections?: readonly string[];
}

/** The kinds of export that a landing page lists, in order; the others are on the page of their entry point. */
const KINDS = [
  ['classes', 'Classes'],
  ['functions', 'Functions'],
  ['variables', 'Constants'],
] as const;

/** Returns the landing page of a package's reference: how to install it, its guides, and its main exports. */
export function landingPage(
  { name, title, folder, install, guides, featured }: ReferencePackage,
  { description, reference, guides: guidesFolder, sections = [] }: LandingSources,
): string {
  const links = guides.map((guide) => {
    const file = join(guidesFolder, `${guide}.md`);
    const about = firstSentence(readFileSync(file, 'utf8'));
    return `- [${titleOf(file)}](/guides/${guide}): ${about}`;
  });
  const modules = modulesIn(reference).map((module) =>
    moduleSection(name, `/reference/${folder}/${module}`, join(reference, module)),
  );
  const head = `---\ntitle: ${title} reference\ndescription: ${JSON.stringify(description)}\n---`;
  return `${paragraphs([
    head,
    `# ${title} reference`,
    description,
    fence('sh', install),
    '## Guides',
    links.join('\n'),
    ...sections,
    '## Start here',
    exportTable('Export', `/reference/${folder}/index`, join(reference, 'index'), featured),
    ...modules,
  ])}\n`;
}

/** Returns the entry points that TypeDoc wrote about, the main one first. */
export function modulesIn(reference: string): string[] {
  if (!existsSync(reference)) return [];
  return readdirSync(reference, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort(
      (one, other) => Number(other === 'index') - Number(one === 'index') || compare(one, other),
    );
}

function moduleSection(packageName: string, address: string, folder: string): string {
  const module = address.split('/').at(-1) ?? '';
  const importName = module === 'index' ? packageName : `${packageName}/${module}`;
  const about = firstSentence(readFileSync(join(folder, 'index.md'), 'utf8'));
  const lists = KINDS.map(([kind, heading]) =>
    exportList(`${address}/${kind}`, join(folder, kind), heading),
  );
  return paragraphs([
    `## ${importName}`,
    about,
    ...lists,
    `[All exports of \`${importName}\`, including types](${address}/).`,
  ]);
}

function exportList(address: string, folder: string, heading: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.slice(0, -'.md'.length));
  return exportTable(heading, address, folder, pages.sort(compare));
}

function exportTable(
  heading: string,
  address: string,
  folder: string,
  pages: readonly string[],
): string {
  const rows = pages.map((page) => {
    const about = firstSentence(readFileSync(join(folder, `${page}.md`), 'utf8'));
    return [`[\`${page.split('/').at(-1)}\`](${address}/${page})`, cell(about)];
  });
  return table([heading, 'Description'], rows);
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, 'en');
}
