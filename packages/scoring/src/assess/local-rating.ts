import type { Finding } from './finding.ts';

/** The rating of a file by its measurements alone. */
export interface LocalRating {
  readonly dimensions: {
    readonly relevance: number;
    readonly quality: number;
    readonly completeness: number;
  };
  /** The dimensions that were judged; the others are neutral. */
  readonly judged: readonly ('quality' | 'completeness')[];
  readonly reasoning: string;
  /** 0–1. */
  readonly confidence: number;
}

const NEUTRAL = 3;

/**
 * Returns what measurements can say: whether the picture or recording is well made, but not what it shows, so its
 * relevance is neutral and it has 4 stars at most.
 */
export function localRating({ quality, completeness, reasons }: Finding): LocalRating {
  const judged = [
    ...(quality === null ? [] : (['quality'] as const)),
    ...(completeness === null ? [] : (['completeness'] as const)),
  ];
  return {
    dimensions: {
      relevance: NEUTRAL,
      quality: quality ?? NEUTRAL,
      completeness: completeness ?? NEUTRAL,
    },
    judged,
    reasoning: reasoningOf(reasons, judged.length > 0),
    confidence: judged.length / 4,
  };
}

function reasoningOf(reasons: readonly string[], isJudged: boolean): string {
  const isFlawless = isJudged && reasons.length === 0;
  return [
    'Relevance was not judged: no vision model is configured.',
    ...(isFlawless ? ['No technical flaw was found.'] : reasons),
  ].join(' ');
}
