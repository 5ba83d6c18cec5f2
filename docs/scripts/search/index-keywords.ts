import { searchKeywords } from './keywords.ts';

const HEADING = /<h[1-6] id="([^"]+)"[\s\S]*?<\/h[1-6]>/g;

/**
 * Returns the HTML that the search index reads for a page: its own, with the keywords of each section after the
 * section's heading.
 */
export function withKeywords(html: string, relativePath: string): string {
  let isFirst = true;
  return html.replace(HEADING, (heading, anchor: string) => {
    const keywords = [
      isFirst ? searchKeywords[relativePath] : undefined,
      searchKeywords[`${relativePath}#${anchor}`],
    ].filter((words) => words !== undefined);
    isFirst = false;
    return keywords.length === 0 ? heading : `${heading}<p>${keywords.join(' ')}</p>`;
  });
}
