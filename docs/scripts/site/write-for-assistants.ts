import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { guideSections, packages } from '../../site-pages.ts';
import { firstSentence, titleOf } from '../pages/page-text.ts';
import { API_PAGE_ORDER } from './api-page-order.ts';
import type { SiteAddress } from './page-head.ts';

interface Entry {
  readonly title: string;
  readonly link: string;
  readonly about: string;
}

/**
 * Adds the files that assistants read to the built site: `llms.txt`, which lists the pages with a sentence about each,
 * `llms-full.txt` with all guides in one, and each page as Markdown next to its HTML.
 */
export async function writeForAssistants(
  docs: string,
  site: string,
  { base }: SiteAddress,
): Promise<void> {
  const entries = (links: readonly string[]) =>
    Promise.all(links.map((link) => entryOf(docs, base, link)));
  const sections: { title: string; entries: Entry[] }[] = [];
  for (const { title, pages } of guideSections) {
    sections.push({
      title: `Guides: ${title}`,
      entries: await entries(pages.map(({ link }) => link)),
    });
  }
  sections.push({
    title: 'API reference',
    entries: [
      ...(await entries(await apiPages(docs))),
      {
        title: 'OpenAPI',
        link: `${base}openapi.yaml`,
        about: 'Every operation, machine-readable.',
      },
    ],
  });
  sections.push({
    title: 'Packages',
    entries: await entries(packages.map(({ folder }) => `/reference/${folder}/index`)),
  });
  sections.push({ title: 'Project', entries: await entries(['/contract', '/changelog']) });
  await writeFile(`${site}/llms.txt`, listOf(sections));
  const guides = guideSections.flatMap(({ pages }) => pages.map(({ link }) => link));
  const texts = await Promise.all(guides.map((link) => readPage(docs, link)));
  await writeFile(`${site}/llms-full.txt`, texts.join('\n\n'));
  for (const entry of ['guides', 'api', 'reference', 'decisions', 'contract.md', 'changelog.md']) {
    await cp(`${docs}/${entry}`, `${site}/${entry}`, { recursive: true });
  }
}

/** Returns the links of all pages of the API reference, in the order of the sidebar. */
async function apiPages(docs: string): Promise<string[]> {
  const names = (await readdir(`${docs}/api`)).map((file) => file.replace(/\.md$/, ''));
  const order = ['index', ...API_PAGE_ORDER, 'events', 'errors'];
  const rank = (name: string) =>
    order.indexOf(name) + (order.includes(name) ? 0 : order.length + 1);
  return names.sort((one, other) => rank(one) - rank(other)).map((name) => `/api/${name}`);
}

function listOf(sections: readonly { title: string; entries: readonly Entry[] }[]): string {
  const lists = sections.map(
    ({ title, entries }) =>
      `## ${title}\n\n${entries.map((entry) => `- [${entry.title}](${entry.link})${entry.about && `: ${entry.about}`}`).join('\n')}`,
  );
  const head = `# FirstHandAPI

> Post a job that describes which photos, audio or video you need; people capture the files, an AI ensemble scores each with 1–5 stars, and the approved ones arrive by webhook and signed link. TypeScript packages: @firsthandapi/sdk (client), @firsthandapi/webhooks (verifier), @firsthandapi/sandbox (the service's own rules in a test suite, on a clock that the test controls), @firsthandapi/server (self-hosting).

A key that begins with \`fh_test_\` is free and completes a job in 15 seconds; \`fh_live_\` is production. Every page of this site is also available as Markdown, at its address with \`.md\` appended.`;
  return `${[head, ...lists].join('\n\n')}\n`;
}

async function entryOf(docs: string, base: string, link: string): Promise<Entry> {
  const path = link.slice(1);
  return {
    title: titleOf(`${docs}/${path}.md`),
    link: `${base}${path}.md`,
    about: aboutOf(await readPage(docs, link)),
  };
}

/** Returns the description that a generated page has, or the first sentence of a written one. */
function aboutOf(markdown: string): string {
  const [, description] = /^---\n(?:.*\n)*?description: (.*)\n(?:.*\n)*?---\n/.exec(markdown) ?? [];
  if (description === undefined) return firstSentence(markdown);
  return description.startsWith('"') ? JSON.parse(description) : description;
}

async function readPage(docs: string, link: string): Promise<string> {
  return readFile(`${docs}${link}.md`, 'utf8');
}
