/** Reads a number. Throws a TypeError that names the option. */
export function numberOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new TypeError(`Invalid ${name}: '${text}' is not a number`);
}

/** Reads one of several words. Throws a TypeError that names the option and the words. */
export function choiceOf(
  text: string | undefined,
  choices: readonly string[],
  name: string,
): string | undefined {
  if (text === undefined || choices.includes(text)) return text;
  throw new TypeError(`Invalid ${name}: '${text}'; pass one of ${choices.join(', ')}`);
}

/** Reads a URL of HTTP. Throws a TypeError that names the option. */
export function urlOf(text: string | undefined, name: string): string | undefined {
  if (text === undefined || /^https?:\/\/./i.test(text)) return text;
  throw new TypeError(
    `Invalid ${name}: '${text}'; pass a URL that begins with http:// or https://`,
  );
}
