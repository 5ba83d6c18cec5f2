import { cp, readFile, writeFile } from 'node:fs/promises';
import { guideSections, packages } from '../../site-pages.ts';
import { firstSentence, titleOf } from './page-text.ts';

interface Entry {
  readonly title: string;
  readonly link: string;
  readonly about: string;
}

/**
 * Puts what assistants read into the built site: `llms.txt`, which lists the pages with a sentence about
 * each, `llms-full.txt` with all guides in one, and each page as Markdown beside itself.
 */
export async function writeForAssistants(docs: string, site: string): Promise<void> {
  const base = process.env.DOCS_BASE ?? '/';
  const sections: { title: string; entries: Entry[] }[] = [];
  for (const { title, pages } of guideSections) {
    sections.push({
      title: `Guides: ${title}`,
      entries: await Promise.all(pages.map((page) => entryOf(docs, base, page.link))),
    });
  }
  const apiPages = ['/api/index', '/api/jobs', '/api/files', '/api/events', '/api/errors'];
  sections.push({
    title: 'API reference',
    entries: [
      ...(await Promise.all(apiPages.map((page) => entryOf(docs, base, page)))),
      { title: 'OpenAPI', link: `${base}openapi.yaml`, about: 'Every operation, for machines.' },
      { title: 'The contract', link: `${base}contract.md`, about: 'All rules on one page.' },
    ],
  });
  sections.push({
    title: 'Packages',
    entries: await Promise.all(
      packages.map(({ folder }) => entryOf(docs, base, `/reference/${folder}/index`)),
    ),
  });
  await writeFile(`${site}/llms.txt`, listOf(sections));
  const guides = guideSections.flatMap(({ pages }) => pages.map(({ link }) => link));
  const texts = await Promise.all(guides.map((link) => readPage(docs, link)));
  await writeFile(`${site}/llms-full.txt`, texts.join('\n\n'));
  for (const folder of ['guides', 'api', 'reference', 'decisions', 'contract.md']) {
    await cp(`${docs}/${folder}`, `${site}/${folder}`, { recursive: true });
  }
}

function listOf(sections: readonly { title: string; entries: readonly Entry[] }[]): string {
  const lists = sections.map(
    ({ title, entries }) =>
      `## ${title}\n\n${entries.map((entry) => `- [${entry.title}](${entry.link})${entry.about && `: ${entry.about}`}`).join('\n')}`,
  );
  const head = `# FirstHandAPI

> Post a job that says which photos, audio or video you need; people capture the files, an AI ensemble scores each with 1–5 stars, and the approved ones arrive by webhook and signed link. TypeScript packages: @firsthandapi/sdk (client), @firsthandapi/webhooks (verifier), @firsthandapi/sandbox (the service's own rules in a test suite, on a clock that the test controls).

A key that begins with \`fh_test_\` works without charge and finishes a job in 15 seconds; \`fh_live_\` is production. Every page of this site is also there as Markdown, with \`.md\` at its end.`;
  return `${[head, ...lists].join('\n\n')}\n`;
}

async function entryOf(docs: string, base: string, link: string): Promise<Entry> {
  const path = link.slice(1);
  return {
    title: titleOf(`${docs}/${path}.md`),
    link: `${base}${path}.md`,
    about: firstSentence(await readPage(docs, link)),
  };
}

async function readPage(docs: string, link: string): Promise<string> {
  return readFile(`${docs}${link}.md`, 'utf8');
}
