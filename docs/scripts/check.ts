import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { BuiltSite } from './links/built-site.ts';
import { checkBuiltLinks, checkPageLinks, checkRepositoryLinks } from './links/check-links.ts';
import { rootFolder, siteFolder } from './paths.ts';
import { formatProblem } from './problem.ts';
import { checkSnippets } from './snippets/check-snippets.ts';

// Checks what the documentation says: that links lead somewhere and that code blocks compile and run.

if (!existsSync(`${siteFolder}/index.html`)) {
  throw new Error('there is no site to check yet: run `pnpm --filter @firsthandapi/docs build`');
}
const site = await BuiltSite.read(siteFolder, process.env.DOCS_BASE ?? '/');
const written = await pagesMatching('docs/*.md', 'docs/{guides,decisions}/*.md');
const generated = await pagesMatching('docs/api/*.md');
const readmes = await pagesMatching('*.md', 'packages/*/README.md', 'examples/*/README.md');

const sitePages = written.filter((page) => page !== 'docs/README.md');
const links = [
  ...(await checkRepositoryLinks(readmes)),
  ...(await checkPageLinks([...sitePages, ...generated], site)),
  ...checkBuiltLinks(site),
];
const snippets = await checkSnippets([...readmes, ...written, ...generated]);
const problems = [...links, ...snippets.problems].sort(
  (one, other) => one.file.localeCompare(other.file) || (one.line ?? 0) - (other.line ?? 0),
);
for (const problem of problems) console.error(formatProblem(problem));
console.log(
  `${site.pages.size} pages, ${snippets.checked} code blocks type-checked, ${snippets.run} run: ` +
    `${problems.length === 0 ? 'all is well' : `${problems.length} problems`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

async function pagesMatching(...patterns: string[]): Promise<string[]> {
  const pages: string[] = [];
  for await (const page of glob(patterns, { cwd: rootFolder })) pages.push(page);
  return pages.sort();
}
