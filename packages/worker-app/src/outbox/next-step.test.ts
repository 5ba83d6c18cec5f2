import { describe, expect, it } from 'vitest';
import { nextStep } from './next-step.ts';
import type { OutboxItem } from './outbox-item.ts';
import { capturedItem } from './testing/outbox-items.ts';

const uploaded = { kind: 'uploaded', failures: 0, notBefore: 0 } as const;
const named = (id: string, fields: Partial<OutboxItem>) => capturedItem({ id, ...fields });

describe('nextStep', () => {
  it('hands in before it uploads, and sends what was submitted first', () => {
    const items = [
      named('new', { capturedAt: 1 }),
      named('submitted', { capturedAt: 2, isSubmitted: true }),
      named('ready', { capturedAt: 3, isSubmitted: true, state: uploaded }),
    ];
    expect(nextStep(items, 0)).toMatchObject({ kind: 'hand_in', item: { id: 'ready' } });
    expect(nextStep(items.slice(0, 2), 0)).toMatchObject({ item: { id: 'submitted' } });
  });

  it('takes the oldest of equal files', () => {
    const items = [named('late', { capturedAt: 9 }), named('early', { capturedAt: 1 })];
    expect(nextStep(items, 0)).toMatchObject({ kind: 'upload', item: { id: 'early' } });
  });

  it('waits for the first file whose pause ends', () => {
    const queued = (notBefore: number) => ({ kind: 'queued', failures: 1, notBefore }) as const;
    const items = [named('a', { state: queued(70) }), named('b', { state: queued(50) })];
    expect(nextStep(items, 10)).toEqual({ kind: 'wait', until: 50 });
    expect(nextStep(items, 60)).toMatchObject({ kind: 'upload', item: { id: 'b' } });
  });

  it('is idle when everything is paused, handed in, refused or not submitted', () => {
    const items = [
      named('a', { state: { kind: 'paused' } }),
      named('b', { state: { kind: 'handed_in', submissionId: 's', status: 'approved' } }),
      named('c', { state: { kind: 'failed', code: 'x' } }),
      named('d', { state: uploaded }),
    ];
    expect(nextStep(items, 0)).toEqual({ kind: 'idle' });
  });
});
