import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { missingChromium } from '@firsthandapi/test-support/chromium';
import { checkAccessibility } from './accessibility/check-accessibility.ts';
import { BuiltSite } from './links/built-site.ts';
import { checkBuiltLinks, checkPageLinks, checkRepositoryLinks } from './links/check-links.ts';
import { checkMetadata } from './links/check-metadata.ts';
import { rootFolder, siteFolder } from './pages/paths.ts';
import { formatProblem } from './report/problem.ts';
import { checkSearch } from './search/check-search.ts';
import { siteAddress } from './site/page-head.ts';
import { checkSnippets } from './snippets/check-snippets.ts';

// Checks the documentation: its links, the metadata, search and accessibility of the built site, and its code blocks.

/** One page of each kind, and guides with tables, tabs and wide code. */
const LOOKED_AT = ['/', '/guides/quickstart', '/guides/sandbox', '/guides/webhooks', '/api/usage'];

if (!existsSync(`${siteFolder}/index.html`)) {
  throw new Error('No site to check: run `pnpm --filter @firsthandapi/docs build` first');
}
const address = siteAddress(process.env);
const site = await BuiltSite.read(siteFolder, address.base);
const written = await pagesMatching('docs/*.md', 'docs/{guides,decisions}/*.md');
const generated = await pagesMatching('docs/api/*.md');
const readmes = await pagesMatching('*.md', '{packages/*,examples/*,python}/README.md');

const sitePages = written.filter((page) => page !== 'docs/README.md');
const siteProblems = [
  ...(await checkRepositoryLinks(readmes)),
  ...(await checkPageLinks([...sitePages, ...generated], site)),
  ...checkBuiltLinks(site),
  ...(await checkMetadata(site, siteFolder)),
  ...(await checkSearch(siteFolder, address.base)),
];
const missing = missingChromium();
if (missing !== undefined) console.warn(`SKIPPED the check of accessibility: ${missing}`);
else siteProblems.push(...(await checkAccessibility(siteFolder, LOOKED_AT)));
const snippets = await checkSnippets([...readmes, ...written, ...generated]);
const problems = [...siteProblems, ...snippets.problems].sort(
  (one, other) => one.file.localeCompare(other.file) || (one.line ?? 0) - (other.line ?? 0),
);
for (const problem of problems) console.error(formatProblem(problem));
console.log(
  `${site.pages.size} pages, ${snippets.checked} code blocks type-checked, ${snippets.run} run: ` +
    `${problems.length === 0 ? 'no problems' : `${problems.length} problems`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

async function pagesMatching(...patterns: string[]): Promise<string[]> {
  const pages: string[] = [];
  for await (const page of glob(patterns, { cwd: rootFolder })) pages.push(page);
  return pages.sort();
}
