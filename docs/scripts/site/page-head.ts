import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeadConfig } from 'vitepress';
import { packages } from '../../site-pages.ts';
import { firstSentence } from '../pages/page-text.ts';

/** Where the site is published: the origin of its host, and its path there. */
export interface SiteAddress {
  readonly origin: string;
  readonly base: string;
}

const KINDS: Readonly<Record<string, string>> = {
  classes: 'class',
  functions: 'function',
  interfaces: 'interface',
  'type-aliases': 'type',
  variables: 'constant',
};
const LONGEST_DESCRIPTION = 200;

/** Returns the address from the environment: `DOCS_ORIGIN` and `DOCS_BASE`. */
export function siteAddress(environment: NodeJS.ProcessEnv): SiteAddress {
  const { DOCS_ORIGIN = 'https://firsthandapi.github.io', DOCS_BASE = '/' } = environment;
  return { origin: DOCS_ORIGIN.replace(/\/+$/, ''), base: DOCS_BASE };
}

/** Returns the canonical URL of a page, given the path of its source in the docs folder. */
export function canonicalUrl({ origin, base }: SiteAddress, relativePath: string): string {
  return `${origin}${base}${relativePath.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;
}

/** Returns a page's description: the first sentence of its text, or what its path says about an export. */
export function pageDescription(docs: string, relativePath: string): string | undefined {
  const file = join(docs, relativePath);
  const sentence = existsSync(file) ? firstSentence(readFileSync(file, 'utf8')) : '';
  const export_ = exportOf(relativePath);
  if (export_ === undefined) return sentence === '' ? undefined : shorten(plainText(sentence));
  return shorten(sentence === '' ? `${export_}.` : `${export_}: ${plainText(sentence)}`);
}

/** Returns the tags that search engines and link previews read. */
export function pageHead(
  address: SiteAddress,
  page: { readonly relativePath: string; readonly title: string; readonly description: string },
): HeadConfig[] {
  if (page.relativePath === '404.md') return [['meta', { name: 'robots', content: 'noindex' }]];
  const url = canonicalUrl(address, page.relativePath);
  const property = (name: string, content: string): HeadConfig => [
    'meta',
    { property: `og:${name}`, content },
  ];
  return [
    ['link', { rel: 'canonical', href: url }],
    property('type', page.relativePath === 'index.md' ? 'website' : 'article'),
    property('site_name', 'FirstHandAPI'),
    property('title', page.title),
    property('description', page.description),
    property('url', url),
    ['meta', { name: 'twitter:card', content: 'summary' }],
  ];
}

/** Names the export or entry point that a page of the package reference is about. */
function exportOf(relativePath: string): string | undefined {
  const [, folder, module, kind, name] =
    /^reference\/([\w-]+)\/([\w-]+)\/(?:([\w-]+)\/)?([\w-]+)\.md$/.exec(relativePath) ?? [];
  const packageName = packages.find((each) => each.folder === folder)?.name;
  if (packageName === undefined || module === undefined || name === undefined) return undefined;
  const entryPoint = module === 'index' ? packageName : `${packageName}/${module}`;
  return kind === undefined
    ? `All exports of ${entryPoint}`
    : `The ${KINDS[kind] ?? 'export'} ${name} of ${entryPoint}`;
}

function plainText(markdown: string): string {
  return markdown.replaceAll(/[`*]|\\(?=[<>_*])/g, '').replaceAll('&lt;', '<');
}

function shorten(text: string): string {
  if (text.length <= LONGEST_DESCRIPTION) return text;
  return `${text.slice(0, LONGEST_DESCRIPTION).replace(/[\s,;:]+\S*$/, '')}…`;
}
