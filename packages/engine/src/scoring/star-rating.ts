import type { Dimensions } from '../store/records.ts';

/** Weights of the dimensions. Relevance leads: a sharp picture of the wrong thing is useless. */
const WEIGHTS = { relevance: 0.4, quality: 0.35, completeness: 0.25 } as const;

/** Returns 1–5 stars: the weighted mean of the dimensions, rounded, minus one when any dimension is 1 (contract §5). */
export function starRating(dimensions: Dimensions): number {
  const { relevance, quality, completeness } = dimensions;
  const isFlawed = Math.min(relevance, quality, completeness) <= 1;
  return Math.max(1, Math.round(weightedMean(dimensions)) - (isFlawed ? 1 : 0));
}

/** Returns the weighted mean of the dimensions, 1–5: how near a file is to the next star. */
export function weightedMean({ relevance, quality, completeness }: Dimensions): number {
  return (
    relevance * WEIGHTS.relevance + quality * WEIGHTS.quality + completeness * WEIGHTS.completeness
  );
}
