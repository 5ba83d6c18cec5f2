import type { Challenge, Solution } from 'altcha-lib';
import { describe, expect, it } from 'vitest';
import { ProofOfWork, type ProofSource } from './proof-of-work.ts';

const MINUTE = 60_000;

function sourceOf(over: Partial<ProofSource> = {}) {
  let asked = 0;
  const source: ProofSource = {
    async challenge() {
      asked += 1;
      return { parameters: { nonce: String(asked) } } as Challenge;
    },
    solve: async () => ({ counter: 7, derivedKey: '00' }) as Solution,
    now: () => 0,
    ...over,
  };
  return { source, asked: () => asked };
}

const nonceOf = (proof: string | undefined) =>
  JSON.parse(atob(proof ?? '')).challenge.parameters.nonce;

describe('ProofOfWork', () => {
  it('solves one challenge for all that is typed, and another for the next form', async () => {
    const { source, asked } = sourceOf();
    const proofs = new ProofOfWork(source);
    for (const _letter of 'ines') proofs.prepare();
    expect(nonceOf(await proofs.take())).toBe('1');
    expect(asked()).toBe(1);
    expect(nonceOf(await proofs.take())).toBe('2');
  });

  it('does not use a proof that lay too long', async () => {
    let now = 0;
    const proofs = new ProofOfWork(sourceOf({ now: () => now }).source);
    proofs.prepare();
    now = 9 * MINUTE;
    expect(nonceOf(await proofs.take())).toBe('2');
  });

  it('has none where none is needed, where the server does not answer, and where none can be made', async () => {
    const sources: Partial<ProofSource>[] = [
      { challenge: async () => undefined },
      { challenge: () => Promise.reject(new TypeError('offline')) },
      { solve: async () => undefined },
    ];
    for (const over of sources) {
      expect(await new ProofOfWork(sourceOf(over).source).take()).toBeUndefined();
    }
  });
});
