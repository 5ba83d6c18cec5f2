import { defineConfig } from 'vitepress';
import { githubAnchor } from '../scripts/links/markdown-links.ts';
import { breakableCode } from '../scripts/site/breakable-code.ts';
import { headingIds } from '../scripts/site/heading-ids.ts';
import { sidebars } from '../scripts/site/sidebars.ts';
import { warningsAsErrors } from '../scripts/site/warnings-as-errors.ts';

const REPOSITORY = 'https://github.com/firsthandapi/firsthandapi-ts';
const ICON =
  "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='%23c2410c'/><path d='M9 24V8h14v4h-9v3h8v4h-8v5z' fill='white'/></svg>";

export default defineConfig({
  title: 'FirstHandAPI',
  description: 'First-hand photos, audio and video from real people, by one API call.',
  lang: 'en',
  // Where the site lies on its host; CI sets it for a site in a subfolder.
  base: process.env.DOCS_BASE ?? '/',
  cleanUrls: true,
  outDir: './dist',
  srcExclude: ['README.md', '.snippets/**', 'public/**'],
  head: [['link', { rel: 'icon', href: ICON }]],
  markdown: {
    // Comments and keywords stand out from the ground by 4.5 to 1 or more in these two.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-default' },
    anchor: { slugify: githubAnchor },
    attrs: { disable: true },
    config(markdown) {
      headingIds(markdown);
      breakableCode(markdown);
    },
  },
  vite: {
    // The search index is one chunk, loaded when somebody searches.
    build: { chunkSizeWarningLimit: 8_192 },
    plugins: [warningsAsErrors()],
  },
  transformPageData({ relativePath, frontmatter }) {
    // Printed from the spec and from the sources: there is no page to edit.
    if (/^(api|reference)\//.test(relativePath)) frontmatter.editLink = false;
    if (relativePath.startsWith('api/')) frontmatter.outline = 2;
    // Its table of operations has five columns.
    if (relativePath === 'contract.md') {
      frontmatter.aside = false;
      frontmatter.pageClass = 'wide';
    }
  },
  themeConfig: {
    logo: { src: ICON, alt: '' },
    nav: [
      { text: 'Guides', link: '/guides/quickstart', activeMatch: '^/guides/' },
      { text: 'API', link: '/api/', activeMatch: '^/api/' },
      {
        text: 'Packages',
        activeMatch: '^/reference/',
        items: [
          { text: '@firsthandapi/sdk', link: '/reference/sdk/' },
          { text: '@firsthandapi/webhooks', link: '/reference/webhooks/' },
          { text: '@firsthandapi/sandbox', link: '/reference/sandbox/' },
        ],
      },
      { text: 'Contract', link: '/contract', activeMatch: '^/(contract|decisions)' },
    ],
    sidebar: sidebars(),
    outline: { level: [2, 3], label: 'On this page' },
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          searchOptions: {
            // Who searches wants to be told how first; a type of the same name comes after. This runs in the page.
            boostDocument: (id: string) =>
              id.includes('/guides/') ? 6 : id.includes('/api/') ? 2 : 1,
          },
        },
      },
    },
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Improve this page' },
    footer: { message: 'MIT licensed.' },
  },
});
