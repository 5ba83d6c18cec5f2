/** A contender: makes so many calls, one after the other. */
export type Contender = (calls: number) => Promise<void>;

/** What each contender made of each round. */
export interface Rates {
  readonly [name: string]: readonly number[];
}

/** Calls in a second of the clock, and in a second of processor time, which other processes take less from. */
export interface Measured {
  readonly wall: Rates;
  readonly cpu: Rates;
}

/**
 * Lets the contenders take turns, so that a slow moment of the machine meets all of them.
 *
 * @returns The rates of each in each round; the first round, in which code is still being compiled, is left out.
 */
export async function measureInTurn(
  contenders: Readonly<Record<string, Contender>>,
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
): Promise<Measured> {
  const wall: Record<string, number[]> = {};
  const cpu: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      const start = performance.now();
      const used = process.cpuUsage();
      await contender(calls);
      const { user, system } = process.cpuUsage(used);
      const rate = (calls / (performance.now() - start)) * 1_000;
      const cpuRate = (calls / (user + system)) * 1_000_000;
      if (round === 0) continue;
      wall[name] = [...(wall[name] ?? []), rate];
      cpu[name] = [...(cpu[name] ?? []), cpuRate];
    }
  }
  return { wall, cpu };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const [low = 0, high = 0] =
    sorted.length % 2 === 0
      ? [sorted[middle - 1], sorted[middle]]
      : [sorted[middle], sorted[middle]];
  return (low + high) / 2;
}

/** Median over the rounds of one contender's rate as a multiple of another's in the same round. */
export function ratio(rates: Rates, name: string, other: string): number {
  const others = rates[other] ?? [];
  return median((rates[name] ?? []).map((rate, round) => rate / (others[round] ?? Number.NaN)));
}

/** The best round: what the machine can do when nothing else runs on it. */
export function best(rates: Rates, name: string): number {
  return Math.max(...(rates[name] ?? []));
}
