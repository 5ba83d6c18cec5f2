import { page } from './page.ts';

const STYLE = `
main { max-width: 28rem; margin: clamp(1rem, 10vh, 6rem) auto; padding: 0 1rem }
.card { border: 1px solid var(--line); border-radius: 12px; padding: 1.5rem; background: var(--raised) }
h1 { margin: 0 0 1rem; font-size: 1.5rem }
dl { margin: 0 0 1.25rem; display: grid; grid-template-columns: 1fr auto; gap: .4rem 1rem }
dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
.total { font-weight: 600; border-top: 1px solid var(--line); padding-top: .4rem }
button { width: 100%; padding: .8rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent);
  border: 0; border-radius: 8px; cursor: pointer } button:hover { filter: brightness(1.1) }
.note { color: var(--soft); font-size: .9rem; margin: 1rem 0 0 }
`;

/** Returns a page with one card: a title and its content, for a person who follows a link. */
export function cardPage(title: string, content: string): string {
  const body = `<main id="main"><div class="card"><h1>${title}</h1>${content}</div></main>`;
  return page({ title: `${title} · FirstHandAPI`, body, style: STYLE });
}
