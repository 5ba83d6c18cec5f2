/** A piece of JSON text, for colouring. */
export interface JsonToken {
  readonly kind: 'string' | 'number' | 'word' | 'plain';
  readonly text: string;
}

/** Alternatives that cannot overlap, so that matching takes linear time. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g;
/** A text with more tokens is shown without colours: each is an element of the page. */
const MOST_TOKENS = 3_000;

/** Returns JSON text with line breaks, or the text itself when it is not JSON. */
export function prettyJson(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Splits a text into tokens. Together they are the text. Names of fields are plain: their values matter. */
export function jsonTokens(text: string): readonly JsonToken[] {
  if (!/^\s*[[{]/.test(text)) return [{ kind: 'plain', text }];
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (tokens.length >= MOST_TOKENS) break;
    const [found] = match;
    const isName =
      found.startsWith('"') &&
      /^\s*:/.test(text.slice(match.index + found.length, match.index + found.length + 4));
    if (isName) continue;
    if (match.index > end) tokens.push({ kind: 'plain', text: text.slice(end, match.index) });
    tokens.push({ kind: kindOf(found), text: found });
    end = match.index + found.length;
  }
  if (end < text.length) tokens.push({ kind: 'plain', text: text.slice(end) });
  return tokens;
}

function kindOf(found: string): JsonToken['kind'] {
  if (found.startsWith('"')) return 'string';
  return /^[tfn]/.test(found) ? 'word' : 'number';
}
