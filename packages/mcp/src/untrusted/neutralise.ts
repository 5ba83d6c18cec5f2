/** The longest text that is passed on, in characters. */
const LONGEST_TEXT = 4_000;
/** The most items of a list, and the deepest nesting, that are passed on. */
const MOST_ITEMS = 50;
const DEEPEST = 6;

/**
 * Characters that are not shown as they are: controls (ANSI escapes among them), format characters such as bidirectional
 * overrides and zero-width ones, tags (the invisible copy of ASCII), variation selectors, and lone surrogates. Line breaks
 * and tabs are text.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Variation_Selector}]/gu;

/** Returns the text with every hidden character spelt out, such as `\u202e`, and cut to 4,000 characters. */
export function neutraliseText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
  return cut.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : spell(character),
  );
}

/** Returns a copy of plain data with every text and every name neutralised, long lists cut and deep nesting left out. */
export function neutralise(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return neutraliseText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ITEMS).map((item) => neutralise(item, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MOST_ITEMS)
      .map(([name, item]) => [neutraliseText(name), neutralise(item, depth + 1)]),
  );
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
