import { describe, expect, it } from 'vitest';
import type { ItemState } from '../outbox/outbox-item.ts';
import { isAwaited } from './is-awaited.ts';

const SHOWN = new Set(['sub_shown']);

const handedIn = (submissionId: string): ItemState => ({
  kind: 'handed_in',
  submissionId,
  status: 'pending_score',
});

describe('isAwaited', () => {
  it.each<[string, ItemState, boolean]>([
    ['waits for its turn', { kind: 'queued', failures: 0, notBefore: 0 }, true],
    ['is being uploaded', { kind: 'uploading', failures: 0 }, true],
    ['is being handed in', { kind: 'handing_in', failures: 1 }, true],
    ['was handed in after the list was read', handedIn('sub_new'), true],
    ['is in the list', handedIn('sub_shown'), false],
    ['is paused', { kind: 'paused' }, false],
    ['has failed', { kind: 'failed', code: 'lease_expired' }, false],
  ])('tells of an item that %s whether a result will come', (_, state, isExpected) => {
    expect(isAwaited({ isSubmitted: true, state }, SHOWN)).toBe(isExpected);
  });

  it('awaits nothing of an item that the person has not submitted', () => {
    const state: ItemState = { kind: 'uploaded', failures: 0, notBefore: 0 };
    expect(isAwaited({ isSubmitted: false, state }, SHOWN)).toBe(false);
  });
});
