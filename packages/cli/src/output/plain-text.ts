/**
 * What a terminal would obey or be misled by: control characters, among them the escape that starts colours, titles and
 * links, and the marks that reverse the direction of writing.
 */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/**
 * Makes a text of the service, of a worker or of another machine safe to show: what a terminal would obey is written as
 * its code, such as `\u001b`. A line break or a tab becomes a space.
 */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(UNSAFE, escapeCharacter);
}

/** Serialises a value on one line. It is the same JSON to a program, and safe to a terminal. */
export function plainJson(value: unknown): string {
  return (JSON.stringify(value) ?? 'null').replaceAll(UNSAFE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
