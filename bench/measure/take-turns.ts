/** A contender: makes so many calls, one after the other. */
export type Contender = (calls: number) => Promise<void>;

/** Calls a second of one contender, by round. */
export interface Rates {
  /** In a second of the clock. */
  readonly wall: readonly number[];
  /** In a second of processor time, of which other processes take less. */
  readonly cpu: readonly number[];
}

/**
 * Lets the contenders take turns, so that a slow moment of the machine meets all of them. A round in which code is
 * still being compiled comes first and is not counted.
 */
export async function takeTurns<Name extends string>(
  contenders: Readonly<Record<Name, Contender>>,
  { rounds, calls }: { readonly rounds: number; readonly calls: number },
): Promise<Readonly<Record<Name, Rates>>> {
  const names = Object.keys(contenders) as Name[];
  const rates = {} as Record<Name, { wall: number[]; cpu: number[] }>;
  for (const name of names) rates[name] = { wall: [], cpu: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const { wall, cpu } = await measure(contenders[name], calls);
      if (round === 0) continue;
      rates[name].wall.push(wall);
      rates[name].cpu.push(cpu);
    }
  }
  return rates;
}

async function measure(
  contender: Contender,
  calls: number,
): Promise<{ wall: number; cpu: number }> {
  const start = performance.now();
  const used = process.cpuUsage();
  await contender(calls);
  const { user, system } = process.cpuUsage(used);
  const seconds = (performance.now() - start) / 1_000;
  return { wall: calls / seconds, cpu: calls / ((user + system) / 1_000_000) };
}
