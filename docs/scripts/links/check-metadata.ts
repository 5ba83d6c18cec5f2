import { readFile } from 'node:fs/promises';
import type { Problem } from '../report/problem.ts';
import type { BuiltSite } from './built-site.ts';

const TAGS = {
  description: /<meta name="description" content="([^"]*)">/,
  canonical: /<link rel="canonical" href="([^"]*)">/,
  'og:title': /<meta property="og:title" content="([^"]*)">/,
  'og:description': /<meta property="og:description" content="([^"]*)">/,
  'og:url': /<meta property="og:url" content="([^"]*)">/,
} as const;

/** Checks that each page has a title, a description and a canonical address of its own, and is in the sitemap. */
export async function checkMetadata(site: BuiltSite, folder: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const pages = new Map<string, string>();
  const sitemap = await readFile(`${folder}/sitemap.xml`, 'utf8');
  for (const address of site.pages.keys()) {
    if (address === '/404') continue;
    const report = (message: string) =>
      problems.push({ file: `docs/dist${address}`, line: undefined, message });
    const html = await readFile(`${folder}${fileOf(address)}`, 'utf8');
    const [head = ''] = html.split('</head>');
    for (const [tag, pattern] of Object.entries(TAGS)) {
      if (!pattern.exec(head)?.[1]) report(`has no ${tag}`);
    }
    const canonical = TAGS.canonical.exec(head)?.[1] ?? '';
    if (!sitemap.includes(`<loc>${canonical}</loc>`)) report(`${canonical} is not in sitemap.xml`);
    const description = TAGS.description.exec(head)?.[1] ?? '';
    const other = pages.get(description);
    if (other !== undefined) report(`has the description of ${other}`);
    pages.set(description, address);
  }
  return problems;
}

function fileOf(address: string): string {
  return address.endsWith('/') ? `${address}index.html` : `${address}.html`;
}
