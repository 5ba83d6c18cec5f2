/** A link of a Markdown page. */
export interface MarkdownLink {
  readonly target: string;
  /** From 1. */
  readonly line: number;
}

/** Returns the links of a page, including images, but not those inside code. */
export function markdownLinksOf(markdown: string): MarkdownLink[] {
  const links: MarkdownLink[] = [];
  let fence: string | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const [, marks] = /^\s*(`{3,}|~{3,})/.exec(line) ?? [];
    if (marks !== undefined && (fence === undefined || line.trim() === fence)) {
      fence = fence === undefined ? marks : undefined;
      continue;
    }
    if (fence !== undefined) continue;
    const text = line.replace(/`[^`]*`/g, '');
    for (const [, target = ''] of text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)) {
      links.push({ target, line: index + 1 });
    }
  }
  return links;
}

/** Returns the anchor that GitHub, and this site, give to a heading. */
export function githubAnchor(words: string): string {
  return words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Returns the anchors that GitHub gives to the headings of a page. */
export function githubAnchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>();
  const withoutCode = markdown.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '');
  for (const [, heading = ''] of withoutCode.matchAll(/^#{1,6}\s+(.+)$/gm)) {
    const anchor = githubAnchor(heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}
