import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { guideSections, packages } from '../../site-pages.ts';
import { docsFolder } from '../paths.ts';
import { titleOf } from './page-text.ts';

type Item = DefaultTheme.SidebarItem;

/** The sidebars of the site, by the address that they stand beside. */
export function sidebars(): DefaultTheme.SidebarMulti {
  return {
    '/guides/': guideSections.map(({ title, pages }) => ({
      text: title,
      items: pages.map((page) => ({ text: page.title, link: page.link })),
    })),
    '/api/': apiSidebar(),
    ...Object.fromEntries(
      packages.map(({ folder, name }) => [`/reference/${folder}/`, packageSidebar(folder, name)]),
    ),
    '/contract': projectSidebar(),
    '/decisions/': projectSidebar(),
  };
}

/** The pages of the API reference: an overview, the tags, and what belongs to all of them. */
function apiSidebar(): Item[] {
  const general = ['index', 'events', 'errors'];
  const order = apiPageOrder();
  const item = (name: string): Item => ({
    text: name === 'index' ? 'Overview' : titleOf(join(docsFolder, 'api', `${name}.md`)),
    link: name === 'index' ? '/api/' : `/api/${name}`,
  });
  return [
    { text: 'API reference', items: general.map(item) },
    { text: 'Operations', items: order.filter((name) => !general.includes(name)).map(item) },
  ];
}

/** Names of the API's pages, in the order in which the overview leads to them. */
function apiPageOrder(): string[] {
  return pagesIn('api').sort((one, other) => rank(one) - rank(other));
}

const OPERATIONS = [
  'authentication',
  'jobs',
  'submissions',
  'files',
  'api-keys',
  'webhook-endpoints',
  'webhook-events',
  'billing',
  'organization',
  'audit',
  'usage',
  'privacy',
];

/** A page that is not in the list yet comes last. */
function rank(name: string): number {
  const place = OPERATIONS.indexOf(name);
  return place === -1 ? OPERATIONS.length : place;
}

/** Kinds that are worth a place in the sidebar; types are found on their module's page, and by search. */
const LISTED_KINDS = ['classes', 'functions', 'variables'];

/** What TypeDoc wrote about a package: a group for each module. Each page carries it, so it is kept short. */
function packageSidebar(folder: string, name: string): Item[] {
  const root = `reference/${folder}`;
  return foldersIn(root).map((module) => ({
    text: module === 'index' ? name : `${name.split('/')[1]}/${module}`,
    link: `/${root}/${module}/`,
    items: LISTED_KINDS.flatMap((kind) =>
      pagesIn(`${root}/${module}/${kind}`).map((page) => ({
        text: page,
        link: `/${root}/${module}/${kind}/${page}`,
      })),
    ),
  }));
}

function projectSidebar(): Item[] {
  return [
    { text: 'Project', items: [{ text: 'The contract', link: '/contract' }] },
    {
      text: 'Decisions',
      items: pagesIn('decisions').map((page) => ({
        text: titleOf(join(docsFolder, 'decisions', `${page}.md`)),
        link: `/decisions/${page}`,
      })),
    },
  ];
}

function foldersIn(path: string): string[] {
  return entriesOf(path)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((one, other) => Number(other === 'index') - Number(one === 'index') || order(one, other));
}

function pagesIn(path: string): string[] {
  return entriesOf(path)
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map(({ name }) => name.slice(0, -'.md'.length))
    .sort(order);
}

function entriesOf(path: string) {
  const folder = join(docsFolder, path);
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function order(one: string, other: string): number {
  return one.localeCompare(other, 'en');
}
