import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTheme } from 'vitepress';
import { guideSections, packages, type ReferencePackage } from '../../site-pages.ts';
import { modulesIn } from '../package-reference/landing-page.ts';
import { titleOf } from '../pages/page-text.ts';
import { docsFolder } from '../pages/paths.ts';
import { API_PAGE_ORDER } from './api-page-order.ts';

type Item = DefaultTheme.SidebarItem;

/** Returns the sidebars of the site, by the start of the addresses that show them. */
export function sidebars(): DefaultTheme.SidebarMulti {
  return {
    '/guides/': guideSections.map(({ title, pages }) => ({
      text: title,
      items: pages.map((page) => ({ text: page.title, link: page.link })),
    })),
    '/api/': apiSidebar(),
    ...Object.fromEntries(
      packages.map((each) => [`/reference/${each.folder}/`, packageSidebar(each)]),
    ),
    '/contract': projectSidebar(),
    '/changelog': projectSidebar(),
    '/decisions/': projectSidebar(),
  };
}

/** Returns the pages of the API reference: an overview, the general pages, and a page for each tag. */
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

/** Returns the names of the API's pages, in the order of the overview. */
function apiPageOrder(): string[] {
  return pagesIn('api').sort((one, other) => rank(one) - rank(other));
}

/** Pages that the order does not name come last. */
function rank(name: string): number {
  const place = API_PAGE_ORDER.indexOf(name);
  return place === -1 ? API_PAGE_ORDER.length : place;
}

/** The kinds of export in the sidebar. Types are on the page of their entry point, and in the search. */
const LISTED_KINDS = ['classes', 'functions', 'variables'];

/** Returns the reference of a package: its overview, and a group for each entry point. Every page contains it. */
function packageSidebar({ folder, name, title }: ReferencePackage): Item[] {
  const root = `reference/${folder}`;
  const groups = modulesIn(join(docsFolder, root)).map((module) => ({
    text: module === 'index' ? name : `${name.split('/')[1]}/${module}`,
    link: `/${root}/${module}/`,
    items: LISTED_KINDS.flatMap((kind) =>
      pagesIn(`${root}/${module}/${kind}`).map((page) => ({
        text: page,
        link: `/${root}/${module}/${kind}/${page}`,
      })),
    ),
  }));
  return [{ text: `${title} reference`, link: `/${root}/` }, ...groups];
}

function projectSidebar(): Item[] {
  return [
    {
      text: 'Project',
      items: [
        { text: 'The contract', link: '/contract' },
        { text: 'Changelog', link: '/changelog' },
      ],
    },
    {
      text: 'Decisions',
      items: pagesIn('decisions').map((page) => ({
        text: titleOf(join(docsFolder, 'decisions', `${page}.md`)),
        link: `/decisions/${page}`,
      })),
    },
  ];
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
