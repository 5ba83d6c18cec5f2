import { t } from '../text/texts.ts';

/** Returns why a person cannot accept a job, in a sentence. */
export function whyNot(reasons: readonly string[]): string {
  const [first = 'other'] = reasons;
  return reasonText(first);
}

/** Returns the sentence for a reason code of the API. */
export function reasonText(code: string): string {
  const texts: Readonly<Record<string, string>> = t.whyNot;
  return texts[code] ?? t.whyNot.other;
}
