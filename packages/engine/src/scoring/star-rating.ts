import type { Dimensions } from '../store/records.ts';

/** Weights of the dimensions. Relevance leads: a sharp picture of the wrong thing is useless. */
const WEIGHTS = { relevance: 0.4, quality: 0.35, completeness: 0.25 } as const;

/** Returns 1–5 stars: the weighted mean of the dimensions, rounded, minus one when any dimension is 1 (contract §5). */
export function starRating({ relevance, quality, completeness }: Dimensions): number {
  const mean =
    relevance * WEIGHTS.relevance + quality * WEIGHTS.quality + completeness * WEIGHTS.completeness;
  const isFlawed = Math.min(relevance, quality, completeness) <= 1;
  return Math.max(1, Math.round(mean) - (isFlawed ? 1 : 0));
}
