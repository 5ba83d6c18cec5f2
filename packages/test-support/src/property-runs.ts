/**
 * Returns how often a property is tried, as options of fast-check: as often as the environment's `PROPERTY_RUNS` says, for a proof
 * that takes its time, or `usual` times.
 */
export function propertyRuns(usual: number): { readonly numRuns: number } {
  return { numRuns: Number(process.env.PROPERTY_RUNS ?? usual) };
}
