/** What a model costs, in US cents per million tokens. */
export interface ModelPrice {
  readonly input: number;
  readonly output: number;
}

/** List prices at the time of a release. A budget counts with them, so a release that adds a model adds its price. */
const PRICES: Readonly<Record<string, ModelPrice>> = {
  'claude-haiku-5-5': { input: 10, output: 50 },
  'claude-sonnet-5-5': { input: 200, output: 1_000 },
  'claude-opus-5-5': { input: 400, output: 2_000 },
};
/** Of a model that nobody has priced: the dearest, so that a budget holds. */
const UNKNOWN: ModelPrice = { input: 400, output: 2_000 };

/** Returns what tokens of a model cost, in millionths of a US cent. A cent per million tokens is one millionth a token. */
export function costOf(
  model: string,
  tokens: { readonly input: number; readonly output: number },
): number {
  const price = PRICES[model] ?? UNKNOWN;
  return Math.ceil(tokens.input * price.input + tokens.output * price.output);
}
