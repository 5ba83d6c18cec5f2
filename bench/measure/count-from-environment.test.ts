import { afterEach, describe, expect, it, vi } from 'vitest';
import { countFromEnvironment } from './count-from-environment.ts';

afterEach(() => vi.unstubAllEnvs());

describe('countFromEnvironment', () => {
  it('returns the value of the variable', () => {
    vi.stubEnv('BENCH_ROUNDS', '12');
    expect(countFromEnvironment('BENCH_ROUNDS', 5)).toBe(12);
  });

  it.each([undefined, ''])('returns the default when the variable is %j', (value) => {
    vi.stubEnv('BENCH_ROUNDS', value);
    expect(countFromEnvironment('BENCH_ROUNDS', 5)).toBe(5);
  });

  it.each(['0', '-1', '1.5', 'many', '1e3'])('refuses %s, and names the variable', (value) => {
    vi.stubEnv('BENCH_ROUNDS', value);
    expect(() => countFromEnvironment('BENCH_ROUNDS', 5)).toThrow(
      `BENCH_ROUNDS must be a positive integer, not "${value}"`,
    );
  });
});
