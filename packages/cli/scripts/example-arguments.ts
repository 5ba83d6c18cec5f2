import type { Flag } from '../src/operations/operation-command.ts';

/** Returns the arguments that send this body, in the order of its fields. */
export function argumentsOf(
  body: object,
  flags: readonly Flag[],
  path: readonly string[] = [],
): string[] {
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) => {
    const place = [...path, name];
    const flag = flags.find((one) => one.path.join('.') === place.join('.'));
    if (flag !== undefined && !isSpelledOut(flag, value, flags))
      return argumentsOfFlag(flag, value);
    if (value === null || typeof value !== 'object')
      throw new Error(`no flag for ${place.join('.')}`);
    return argumentsOf(value, flags, place);
  });
}

/** Whether the fields of an object have flags of their own. */
function isSpelledOut(flag: Flag, value: unknown, flags: readonly Flag[]): boolean {
  return (
    value !== null &&
    flag.kind === 'object' &&
    flags.some(({ name }) => name.startsWith(`${flag.name}.`))
  );
}

function argumentsOfFlag(flag: Flag, value: unknown): string[] {
  if (value === null) return ['--unset', flag.name];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (flag.isList && flag.values !== undefined) return [`--${flag.name}`, values.join(',')];
  return values.flatMap((one) => argumentsOfValue(flag, one));
}

function argumentsOfValue({ name, kind }: Flag, value: unknown): string[] {
  if (kind === 'boolean') return [value === true ? `--${name}` : `--no-${name}`];
  if (kind === 'object') return [`--${name}`, JSON.stringify(value)];
  if (kind === 'map') {
    return Object.entries(value as object).flatMap(([key, text]) => [
      `--${name}`,
      `${key}=${text}`,
    ]);
  }
  return [`--${name}`, String(value)];
}
