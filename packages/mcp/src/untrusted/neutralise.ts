/** The longest text that is passed on, in characters. */
const LONGEST_TEXT = 4_000;
/** The most items of a list, and the deepest nesting, that are passed on. */
const MOST_ITEMS = 50;
const DEEPEST = 6;

/** What each value costs of the room that content has, beside its characters. */
const VALUE_COST = 8;

/**
 * Characters that are not shown as they are: controls (ANSI escapes among them), format characters such as bidirectional
 * overrides and zero-width ones, everything else that fonts leave out (tags, the invisible copy of ASCII; Hangul fillers;
 * variation selectors), the blank Braille pattern, and lone surrogates. Line breaks and tabs are text.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/** Returns the text with every hidden character spelt out, such as `\u202e`, and cut to 4,000 characters. */
export function neutraliseText(text: string): string {
  return spellHidden(text, LONGEST_TEXT);
}

/**
 * Returns a copy of plain data with every text and every name neutralised, long lists cut and deep nesting left out.
 *
 * @param room about how many characters of it are passed on. Default: no limit
 */
export function neutralise(value: unknown, room = Number.POSITIVE_INFINITY): unknown {
  return new Copy(room).of(value, 0);
}

/** A copy in the making. */
class Copy {
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  of(value: unknown, depth: number): unknown {
    this.#room -= VALUE_COST;
    if (typeof value === 'string') return this.#text(value);
    if (value === null || typeof value !== 'object') return value;
    if (depth === DEEPEST || this.#room <= 0) return '…';
    if (Array.isArray(value)) {
      return value.slice(0, MOST_ITEMS).map((item) => this.of(item, depth + 1));
    }
    return Object.fromEntries(
      Object.entries(value)
        .slice(0, MOST_ITEMS)
        .map(([name, item]) => [this.#text(name), this.of(item, depth + 1)]),
    );
  }

  #text(text: string): string {
    const safe = spellHidden(text, Math.max(0, Math.min(LONGEST_TEXT, this.#room)));
    this.#room -= safe.length;
    return safe;
  }
}

function spellHidden(text: string, most: number): string {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(HIDDEN, (character) =>
    character === '\n' || character === '\t' ? character : spell(character),
  );
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
