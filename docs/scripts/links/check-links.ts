import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rootFolder } from '../pages/paths.ts';
import type { Problem } from '../report/problem.ts';
import type { BuiltSite } from './built-site.ts';
import { githubAnchorsOf, markdownLinksOf } from './markdown-links.ts';

/** Checks the links of pages that GitHub and npm show: those to files of the repository. */
export async function checkRepositoryLinks(pages: readonly string[]): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const page of pages) {
    const markdown = await readFile(join(rootFolder, page), 'utf8');
    for (const { target, line } of markdownLinksOf(markdown)) {
      const message = await problemInRepository(page, target);
      if (message !== undefined) problems.push({ file: page, line, message });
    }
  }
  return problems;
}

async function problemInRepository(page: string, target: string): Promise<string | undefined> {
  if (/^[a-z][a-z\d+.-]*:/i.test(target)) return undefined;
  const [path = '', anchor = ''] = target.split('#');
  const file = path === '' ? join(rootFolder, page) : join(rootFolder, dirname(page), path);
  if (!existsSync(file)) return `${target} does not exist`;
  if (anchor === '' || !file.endsWith('.md')) return undefined;
  const anchors = githubAnchorsOf(await readFile(file, 'utf8'));
  return anchors.has(anchor) ? undefined : `${target}: the page has no #${anchor}`;
}

/** Checks the links of the site's sources, and reports their lines. */
export async function checkPageLinks(
  pages: readonly string[],
  site: BuiltSite,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const page of pages) {
    const markdown = await readFile(join(rootFolder, page), 'utf8');
    const address = `/${page.replace(/^docs\//, '').replace(/(index)?\.md$/, '')}`;
    for (const { target, line } of markdownLinksOf(markdown)) {
      // In Markdown, links from the root omit the base: VitePress adds it.
      const message = site.problemOf(address, site.withBase(target));
      if (message !== undefined) problems.push({ file: page, line, message });
    }
  }
  return problems;
}

/** Checks everything that the built pages refer to, including navigation, scripts and styles. */
export function checkBuiltLinks(site: BuiltSite): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { address, targets } of site.pages.values()) {
    for (const target of targets) {
      const message = site.problemOf(address, target);
      const key = `${address} ${message}`;
      if (message !== undefined) {
        problems.set(key, { file: `docs/dist${address}`, line: undefined, message });
      }
    }
  }
  return [...problems.values()];
}
