/** A count that the environment may set; throws when it is set to something else. */
export function countFromEnvironment(name: string, fallback: number): number {
  const text = process.env[name];
  if (text === undefined || text === '') return fallback;
  if (!/^[1-9]\d*$/.test(text))
    throw new Error(`${name} must be a positive integer, not "${text}"`);
  return Number(text);
}
