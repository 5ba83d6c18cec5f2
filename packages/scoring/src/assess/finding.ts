/** What measurements alone say about a file. */
export interface Finding {
  /** Why the file is refused for certain, whatever it shows; null when it may be rated. */
  readonly certain: 'blank' | 'silent' | null;
  /** 1–5; null when it could not be measured. */
  readonly quality: number | null;
  /** 1–5; null when it could not be measured. */
  readonly completeness: number | null;
  /** What lowers the rating, each a short sentence for the person who made the file. */
  readonly reasons: readonly string[];
}
