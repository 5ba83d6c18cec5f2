import { defineConfig } from 'vitepress';
import { githubAnchor } from '../scripts/links/markdown-links.ts';
import { docsFolder } from '../scripts/pages/paths.ts';
import { withKeywords } from '../scripts/search/index-keywords.ts';
import { searchOptions } from '../scripts/search/search-options.ts';
import { breakableCode } from '../scripts/site/breakable-code.ts';
import { editUrl } from '../scripts/site/edit-url.ts';
import { headingIds } from '../scripts/site/heading-ids.ts';
import { pageDescription, pageHead, siteAddress } from '../scripts/site/page-head.ts';
import { sidebars } from '../scripts/site/sidebars.ts';
import { warningsAsErrors } from '../scripts/site/warnings-as-errors.ts';
import { packages } from '../site-pages.ts';

const REPOSITORY = 'https://github.com/firsthandapi/firsthandapi-ts';
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='%23c2410c'/><path d='M9 24V8h14v4h-9v3h8v4h-8v5z' fill='white'/></svg>";

const address = siteAddress(process.env);

export default defineConfig({
  title: 'FirstHandAPI',
  description: 'First-hand photos, audio and video from real people, with one API call.',
  lang: 'en',
  base: address.base,
  sitemap: { hostname: `${address.origin}${address.base}` },
  cleanUrls: true,
  outDir: './dist',
  srcExclude: ['README.md', '.snippets/**', 'public/**'],
  head: [['link', { rel: 'icon', href: ICON }]],
  markdown: {
    // In both themes, comments and keywords have a contrast of at least 4.5 to 1.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    anchor: { slugify: githubAnchor },
    attrs: { disable: true },
    config(markdown) {
      headingIds(markdown);
      breakableCode(markdown);
    },
  },
  vite: {
    // The search index is one chunk, loaded on the first search.
    build: { chunkSizeWarningLimit: 8_192 },
    plugins: [warningsAsErrors()],
  },
  transformPageData(page) {
    const { relativePath, frontmatter } = page;
    page.description = page.description || (pageDescription(docsFolder, relativePath) ?? '');
    frontmatter.editUrl = editUrl(REPOSITORY, relativePath);
    if (relativePath.startsWith('api/')) frontmatter.outline = 2;
    // Its table of operations has five columns.
    if (relativePath === 'contract.md') {
      frontmatter.aside = false;
      frontmatter.pageClass = 'wide';
    }
  },
  transformHead: ({ pageData: { relativePath }, title, description }) =>
    pageHead(address, { relativePath, title, description }),
  themeConfig: {
    logo: { src: ICON, alt: '' },
    nav: [
      { text: 'Guides', link: '/guides/quickstart', activeMatch: '^/guides/' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      {
        text: 'Packages',
        activeMatch: '^/reference/',
        items: packages.map(({ name, folder }) => ({ text: name, link: `/reference/${folder}/` })),
      },
      {
        text: 'Project',
        activeMatch: '^/(contract|changelog|decisions)',
        items: [
          { text: 'The contract', link: '/contract' },
          { text: 'Changelog', link: '/changelog' },
          { text: 'Decisions', link: '/decisions/0001-one-behaviour-many-hosts' },
        ],
      },
    ],
    sidebar: sidebars(),
    outline: { level: [2, 3], label: 'On this page' },
    search: {
      provider: 'local',
      options: {
        miniSearch: { searchOptions },
        _render: (source, env, markdown) =>
          withKeywords(markdown.render(source, env), env.relativePath),
      },
    },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: ({ frontmatter }) => frontmatter.editUrl, text: 'Improve this page' },
    footer: { message: 'MIT licensed.' },
  },
});
