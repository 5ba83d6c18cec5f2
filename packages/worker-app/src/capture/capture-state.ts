import type { Finding } from '@firsthandapi/scoring';
import type { CaptureMethod } from '../outbox/outbox-item.ts';

/** A file that was captured and not yet used. */
export interface CapturedFile {
  readonly blob: Blob;
  readonly method: CaptureMethod;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** What the capture screen shows. */
export type CaptureState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'live'; readonly stream: MediaStream }
  | {
      readonly kind: 'recording';
      readonly stream: MediaStream;
      /** Milliseconds since the epoch. */
      readonly since: number;
    }
  | {
      readonly kind: 'review';
      readonly file: CapturedFile;
      /** `checking` until the measurements are there; null when this device cannot measure the file. */
      readonly finding: Finding | null | 'checking';
    }
  | { readonly kind: 'saving'; readonly file: CapturedFile }
  /** Every file is taken: hand in, or add one. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'unavailable'; readonly reason: 'denied' | 'missing' };

export type CaptureEvent =
  | { readonly kind: 'opened'; readonly stream: MediaStream }
  | { readonly kind: 'refused'; readonly reason: 'denied' | 'missing' }
  | { readonly kind: 'recordingStarted'; readonly at: number }
  | { readonly kind: 'captured'; readonly file: CapturedFile }
  | { readonly kind: 'checked'; readonly file: CapturedFile; readonly finding: Finding | null }
  | { readonly kind: 'using' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'notSaved' }
  | { readonly kind: 'again' };

/** Returns the state after an event. One that does not fit, such as the check of a file that was thrown away, changes nothing. */
export function changeCapture(state: CaptureState, event: CaptureEvent): CaptureState {
  switch (event.kind) {
    case 'opened':
      return state.kind === 'starting' ? { kind: 'live', stream: event.stream } : state;
    case 'refused':
      return state.kind === 'starting' ? { kind: 'unavailable', reason: event.reason } : state;
    case 'recordingStarted':
      return state.kind === 'live'
        ? { kind: 'recording', stream: state.stream, since: event.at }
        : state;
    case 'captured':
      return state.kind === 'saving'
        ? state
        : { kind: 'review', file: event.file, finding: 'checking' };
    case 'checked':
      return state.kind === 'review' && state.file === event.file
        ? { ...state, finding: event.finding }
        : state;
    case 'using':
      return state.kind === 'review' ? { kind: 'saving', file: state.file } : state;
    case 'saved':
      return state.kind === 'saving' ? { kind: 'ready' } : state;
    case 'notSaved':
      return state.kind === 'saving' ? { kind: 'review', file: state.file, finding: null } : state;
    case 'again':
      return { kind: 'starting' };
  }
}
