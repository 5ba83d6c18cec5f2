import { z } from 'zod';

/** A setting: its meaning, its default as the documentation shows it, and its schema. */
export interface Setting {
  readonly meaning: string;
  readonly default: string;
  readonly schema: z.ZodType;
}

/** What is set of some settings. */
export type ValuesOf<Settings extends Readonly<Record<string, Setting>>> = {
  readonly [Name in keyof Settings]?: z.output<Settings[Name]['schema']> | undefined;
};

export const filled = z.string().min(1, 'must not be empty');

export const flag = z
  .enum(['true', 'false', '1', '0'])
  .transform((text) => text === 'true' || text === '1');

export const integer = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^-?\d+$/, 'must be an integer')
    .transform(Number)
    .pipe(
      z
        .int()
        .min(minimum, `must be at least ${minimum}`)
        .max(maximum, `must be at most ${maximum}`),
    );

export const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)),
      {
        message: `must be a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`,
      },
    );

/** Returns what is made of two values, or undefined unless both are set. */
export function both<One, Other, T>(
  one: One | undefined,
  other: Other | undefined,
  make: (one: One, other: Other) => T,
): T | undefined {
  return one === undefined || other === undefined ? undefined : make(one, other);
}

/** Returns a problem for a value that is set without another one that it needs. */
export function missing<Name extends string>(
  values: { readonly [Each in Name]?: unknown },
  { name, needs }: { readonly name: Name; readonly needs: Name },
): string[] {
  const isMissing = values[name] !== undefined && values[needs] === undefined;
  return isMissing ? [`${needs} must be set for ${name}`] : [];
}

/** Returns a problem for one of two values that is set without the other. */
export function unpaired<Name extends string>(
  values: { readonly [Each in Name]?: unknown },
  one: Name,
  other: Name,
): string[] {
  if ((values[one] === undefined) === (values[other] === undefined)) return [];
  const [absent, given] = values[one] === undefined ? [one, other] : [other, one];
  return [`${absent} must be set together with ${given}`];
}

export function withoutTrailingSlashes(url: string | undefined): string | undefined {
  let trimmed = url;
  while (trimmed?.endsWith('/')) trimmed = trimmed.slice(0, -1);
  return trimmed;
}
