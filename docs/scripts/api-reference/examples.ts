import { fence, json } from './markdown.ts';
import type { Content, Example } from './openapi-document.ts';
import type { Spec } from './spec-document.ts';

/** Returns the examples of a body. */
export function examplesOf(spec: Spec, content: Content | undefined): Example[] {
  const examples = content?.['application/json']?.examples ?? {};
  return Object.values(examples).map((example) => spec.resolve(example));
}

/** Returns a value under a title that opens it. */
export function details(title: string, value: unknown): string {
  return `::: details ${title}\n\n${fence('json', json(value))}\n\n:::`;
}

/** Returns words that follow a colon. */
export function lowerFirst(words = ''): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
