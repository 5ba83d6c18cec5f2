import { headerReader, UnavailableError } from '@firsthandapi/engine';
import { describe, expect, it } from 'vitest';
import { ProofGate } from './proof-gate.ts';

const KEYRING = { sign: () => 'secret', signatures: () => ['secret'] };
const STORE = { countRequest: async () => [1] };

describe('ProofGate', () => {
  it('verifies a bounded number of proofs, and refuses the rest at once', async () => {
    const options = { purpose: 'test', path: '/challenge', keyring: KEYRING, store: STORE };
    const gate = new ProofGate(options);
    const { parameters, signature } = await gate.challenge(Date.now());
    const solution = { counter: 1, derivedKey: '00' };
    const proof = btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
    const headers = headerReader({ 'signup-proof': proof });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 300 }, () => gate.require(headers, Date.now())),
    );
    const reasons = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason);
    expect(reasons.filter((reason) => reason instanceof UnavailableError)).toHaveLength(100);
    await expect(gate.require(headers, Date.now())).rejects.toThrow('does not verify');
  });
});
