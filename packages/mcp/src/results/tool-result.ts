import type { CallToolResult } from '@modelcontextprotocol/server';
import { neutralise } from '../untrusted/neutralise.ts';
import { untrustedBlock } from '../untrusted/untrusted-block.ts';

/** About how many characters of worker content a result has at most. */
const MOST_CONTENT = 100_000;

/** What a tool found: facts of the service, and words of workers, which are kept apart. */
export interface ToolOutput {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Texts and annotations that come from workers or were derived from what they sent. */
  readonly workerContent?: unknown;
}

/** Returns a result whose text and structured content say the same, with the words of workers marked in both. */
export function toolResult({ facts, workerContent }: ToolOutput): CallToolResult {
  const safe = neutralise(facts) as Record<string, unknown>;
  const content = [{ type: 'text' as const, text: JSON.stringify(safe) }];
  if (workerContent === undefined) return { content, structuredContent: safe };
  const untrusted_worker_content = neutralise(workerContent, MOST_CONTENT);
  content.push({ type: 'text', text: untrustedBlock(untrusted_worker_content) });
  return { content, structuredContent: { ...safe, untrusted_worker_content } };
}
