import { describe, expect, it } from 'vitest';
import { takeTurns } from './take-turns.ts';

describe('takeTurns', () => {
  it('alternates the contenders and discards the first round', async () => {
    const turns: string[] = [];
    const contender = (name: string) => async (calls: number) => {
      turns.push(`${name} ${calls}`);
    };
    const rates = await takeTurns(
      { one: contender('one'), other: contender('other') },
      { rounds: 2, calls: 7 },
    );
    expect(turns).toEqual(['one 7', 'other 7', 'one 7', 'other 7', 'one 7', 'other 7']);
    expect(rates.one.wall).toHaveLength(2);
    expect(rates.other.cpu).toHaveLength(2);
  });

  it('rejects when a contender fails', async () => {
    const failing = async () => {
      throw new Error('answered with 500');
    };
    await expect(takeTurns({ failing }, { rounds: 1, calls: 1 })).rejects.toThrow('with 500');
  });
});
