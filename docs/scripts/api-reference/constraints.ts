import type { Schema } from './openapi-document.ts';
import type { Spec } from './spec-document.ts';
import { withoutNull } from './type-name.ts';

/** What a schema requires of a value, in words. */
export interface Constraint {
  readonly text: string;
  /** The figures that the description contains if it states the constraint. */
  readonly figures: readonly string[];
}

/** Returns what a schema requires of a value: bounds, values, a default. */
export function constraintsOf(spec: Spec, schema: Schema): Constraint[] {
  const subject = withoutNull(spec, schema);
  const { default: standard } = subject;
  return [
    range(subject.minimum ?? subject['x-minimum'], subject.maximum ?? subject['x-maximum'], ''),
    range(subject.minLength, subject.maxLength, ' characters'),
    // Descriptions say "at least one" in words.
    range(subject.minItems === 1 ? undefined : subject.minItems, subject.maxItems, ' items'),
    choice(subject.items === undefined ? subject : spec.flatten(subject.items)),
    standard === undefined
      ? []
      : { text: `default ${String(standard)}`, figures: [String(standard)] },
  ].flat();
}

function range(
  least: number | undefined,
  most: number | undefined,
  unit: string,
): Constraint | readonly Constraint[] {
  const figures = [least, most].filter((bound) => bound !== undefined).map(figure);
  if (figures.length === 0 || (least === 0 && most === undefined)) return [];
  const [first = '', second] = figures;
  const text =
    second === undefined
      ? `${least === undefined ? 'at most' : 'at least'} ${first}`
      : `${first}–${second}`;
  return { text: `${text}${unit}`, figures };
}

function choice(schema: Schema): Constraint | readonly Constraint[] {
  const values = (schema.enum ?? schema['x-open-enum'] ?? []).filter((value) => value !== null);
  if (values.length === 0) return [];
  const figures = values.map(String);
  return { text: `one of ${figures.map((value) => `\`${value}\``).join(', ')}`, figures };
}

function figure(bound: number): string {
  return bound.toLocaleString('en-US').replace('-', '−');
}
