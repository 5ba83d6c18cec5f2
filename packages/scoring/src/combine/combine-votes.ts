/** What one rater gives: 1–5 each, or null for what it cannot judge. */
export interface Vote {
  readonly relevance: number | null;
  readonly quality: number | null;
  readonly completeness: number | null;
}

/** What the raters give together. */
export interface CombinedVotes {
  readonly relevance: number;
  readonly quality: number;
  readonly completeness: number;
  /** The dimensions that somebody judged; the others are neutral. */
  readonly judged: readonly (keyof Vote)[];
  /** 0–1: how well the raters agree. */
  readonly agreement: number;
}

const NEUTRAL = 3;
const NAMES = ['relevance', 'quality', 'completeness'] as const;

/**
 * Combines votes: the median of each dimension, which one rater alone cannot move far. The order of votes does not matter,
 * and a better vote never lowers a dimension.
 */
export function combineVotes(votes: readonly Vote[]): CombinedVotes {
  const medians = NAMES.map((name) => {
    const values = votes.map((vote) => vote[name]).filter((value) => value !== null);
    return { name, value: median(values), spread: spread(values) };
  });
  const medianOf = (name: keyof Vote) =>
    medians.find((each) => each.name === name)?.value ?? NEUTRAL;
  const widest = Math.max(...medians.map((each) => each.spread));
  return {
    relevance: medianOf('relevance'),
    quality: medianOf('quality'),
    completeness: medianOf('completeness'),
    judged: medians.filter(({ value }) => value !== undefined).map(({ name }) => name),
    agreement: 1 - widest / 4,
  };
}

/** Of an even number, the mean of the two in the middle. */
function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function spread(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
