import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaptureEvent, type CaptureState, changeCapture } from './capture-state.ts';

const stream = {} as MediaStream;
const file = (at: number) => ({ blob: new Blob(), method: 'in_app', at }) as const;
const after = (...events: readonly CaptureEvent[]) =>
  events.reduce<CaptureState>(changeCapture, { kind: 'starting' });

describe('changeCapture', () => {
  it('ignores the check of a file that was thrown away', () => {
    const [first, second] = [file(1), file(2)];
    const state = after(
      { kind: 'captured', file: first },
      { kind: 'again' },
      { kind: 'captured', file: second },
      { kind: 'checked', file: first, finding: null },
    );
    expect(state).toEqual({ kind: 'review', file: second, finding: 'checking' });
  });

  it('keeps the file when it could not be stored', () => {
    const only = file(1);
    const state = after({ kind: 'captured', file: only }, { kind: 'using' }, { kind: 'notSaved' });
    expect(state).toMatchObject({ kind: 'review', file: only });
  });

  it('does not lose a file that is being stored to another capture', () => {
    const only = file(1);
    const state = after(
      { kind: 'captured', file: only },
      { kind: 'using' },
      { kind: 'captured', file: file(2) },
    );
    expect(state).toEqual({ kind: 'saving', file: only });
  });

  it('stores nothing that was not reviewed, whatever happens in whatever order', () => {
    const events: readonly CaptureEvent[] = [
      { kind: 'opened', stream },
      { kind: 'refused', reason: 'denied' },
      { kind: 'recordingStarted', at: 1 },
      { kind: 'captured', file: file(1) },
      { kind: 'using' },
      { kind: 'saved' },
      { kind: 'notSaved' },
      { kind: 'again' },
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...events), { maxLength: 30 }), (sequence) => {
        let state: CaptureState = { kind: 'starting' };
        for (const event of sequence) {
          const next = changeCapture(state, event);
          if (next.kind === 'saving' && state.kind !== 'saving') expect(state.kind).toBe('review');
          if (next.kind === 'ready' && state.kind !== 'ready') expect(state.kind).toBe('saving');
          state = next;
        }
      }),
    );
  });
});
