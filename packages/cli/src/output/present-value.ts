import { plainJson, plainText } from './plain-text.ts';

/** Returns a field's value as a person reads it: cents as dollars, lists with commas, objects as JSON. */
export function presentValue(name: string, value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number' && name.endsWith('_cents')) return dollars(value);
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length === 0 ? '–' : plainText(value.join(', '));
  }
  return typeof value === 'object' ? plainJson(value) : String(value);
}

/** Without `Intl`, which takes milliseconds to load. */
function dollars(cents: number): string {
  return `${cents < 0 ? '-' : ''}$${(Math.abs(cents) / 100).toFixed(2)}`;
}
