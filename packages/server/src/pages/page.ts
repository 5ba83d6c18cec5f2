import { escapeHtml } from './escape-html.ts';

/** Colours that keep a contrast of at least 4.5:1 in both schemes. */
const STYLE = `
:root { color-scheme: light dark; --text: #1b1f27; --soft: #525b6b; --back: #fff; --raised: #f5f6f8; --line: #d9dde4;
  --link: #0b57d0; --accent: #0b57d0; --on-accent: #fff; --good: #0a6b3d; --change: #8a4b00; --bad: #a3222a }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8ec; --soft: #a8b0bd; --back: #14171c; --raised: #1d2128;
  --line: #353b46; --link: #8ab8ff; --accent: #8ab8ff; --on-accent: #10151d; --good: #6fd3a0; --change: #f0b866; --bad: #ff9a9f } }
* { box-sizing: border-box }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.6 system-ui, sans-serif; overflow-wrap: break-word }
a { color: var(--link); text-underline-offset: 2px }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 3px }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance }
code { font: .875em/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; background: var(--raised); padding: .1em .35em;
  border-radius: 4px; overflow-wrap: anywhere }
pre { background: var(--raised); padding: .9rem; border-radius: 8px; overflow-x: auto } pre code { padding: 0 }
.skip { position: absolute; left: -999px } .skip:focus { left: 1rem; top: 1rem; background: var(--back); padding: .5rem 1rem; z-index: 1 }
`;

/** What a page is made of. */
export interface PageParts {
  readonly title: string;
  /** HTML inside of `body`, with one `main` landmark whose id is `main`. */
  readonly body: string;
  /** CSS beside the common one. */
  readonly style?: string;
  /** The address of a style sheet of this server, in the place of both. */
  readonly stylesheet?: string | undefined;
}

/**
 * Returns an HTML page with the server's own style, for both colour schemes and every width. It loads nothing but
 * `stylesheet`.
 */
export function page({ title, body, style = '', stylesheet }: PageParts): string {
  const styles =
    stylesheet === undefined
      ? `<style>${STYLE}${style}</style>`
      : `<link rel="stylesheet" href="${escapeHtml(stylesheet)}">`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title><link rel="icon" href="data:,">
${styles}</head>
<body><a class="skip" href="#main">Skip to content</a>
${body}
</body></html>`;
}
