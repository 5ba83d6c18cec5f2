import type { HandedInStatus, ItemState, OutboxItem, Upload } from './outbox-item.ts';

/** Something that happened to an item. */
export type ItemChange =
  | { readonly kind: 'started' }
  | { readonly kind: 'uploadCreated'; readonly upload: Upload }
  | { readonly kind: 'progressed'; readonly sent: number }
  /** The server no longer knows the upload: it begins anew at `notBefore`. */
  | { readonly kind: 'uploadLost'; readonly notBefore: number }
  | { readonly kind: 'uploaded' }
  | { readonly kind: 'handInStarted' }
  | {
      readonly kind: 'handedIn';
      readonly submissionId: string;
      readonly status: HandedInStatus;
    }
  | { readonly kind: 'scored'; readonly status: HandedInStatus }
  /** An attempt failed, and another one makes sense at `notBefore`. */
  | { readonly kind: 'attemptFailed'; readonly notBefore: number }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'submitted' };

/**
 * Returns the item after a change. A change that does not fit its state, such as the progress of an upload that was paused
 * meanwhile, leaves it as it is: the same object is returned.
 */
export function changeItem(item: OutboxItem, change: ItemChange): OutboxItem {
  const { state } = item;
  switch (change.kind) {
    case 'started':
      return state.kind === 'queued'
        ? { ...item, state: { kind: 'uploading', failures: state.failures } }
        : item;
    case 'uploadCreated':
      return state.kind === 'uploading' ? { ...item, upload: change.upload } : item;
    case 'progressed':
      return progress(item, change.sent);
    case 'uploadLost':
      return state.kind === 'uploading' || state.kind === 'handing_in'
        ? {
            ...item,
            upload: null,
            lostUploads: item.lostUploads + 1,
            sent: 0,
            state: waiting(state.failures + 1, change.notBefore),
          }
        : item;
    case 'uploaded':
      return state.kind === 'uploading'
        ? { ...item, sent: item.size, state: { kind: 'uploaded', failures: 0, notBefore: 0 } }
        : item;
    case 'handInStarted':
      return state.kind === 'uploaded' && item.isSubmitted
        ? { ...item, state: { kind: 'handing_in', failures: state.failures } }
        : item;
    case 'handedIn':
      return state.kind === 'handing_in'
        ? {
            ...item,
            state: {
              kind: 'handed_in',
              submissionId: change.submissionId,
              status: change.status,
            },
          }
        : item;
    case 'scored':
      return state.kind === 'handed_in' && state.status !== change.status
        ? { ...item, state: { ...state, status: change.status } }
        : item;
    case 'attemptFailed':
      return { ...item, state: afterFailure(state, change.notBefore) };
    case 'refused':
      return state.kind === 'handed_in'
        ? item
        : { ...item, state: { kind: 'failed', code: change.code } };
    case 'interrupted':
      return { ...item, state: afterInterruption(state) };
    case 'paused':
      return state.kind === 'queued' || state.kind === 'uploading'
        ? { ...item, state: { kind: 'paused' } }
        : item;
    case 'resumed':
      return { ...item, state: atOnce(state) };
    case 'submitted':
      return item.isSubmitted || state.kind === 'failed' ? item : { ...item, isSubmitted: true };
  }
}

function waiting(failures: number, notBefore = 0): ItemState {
  return { kind: 'queued', failures, notBefore };
}

/** The bar never runs backwards, but where the server says so: an upload continues at the server's offset. */
function progress(item: OutboxItem, sent: number): OutboxItem {
  if (item.state.kind !== 'uploading' || sent === item.sent) return item;
  return { ...item, sent: Math.min(sent, item.size) };
}

function afterFailure(state: ItemState, notBefore: number): ItemState {
  if (state.kind === 'uploading') return waiting(state.failures + 1, notBefore);
  if (state.kind === 'handing_in') {
    return { kind: 'uploaded', failures: state.failures + 1, notBefore };
  }
  return state;
}

/** The app was closed in the middle: what was under way is to be done again. */
function afterInterruption(state: ItemState): ItemState {
  if (state.kind === 'uploading') return waiting(state.failures);
  if (state.kind === 'handing_in') {
    return { kind: 'uploaded', failures: state.failures, notBefore: 0 };
  }
  return state;
}

/** Ends a pause or a wait: going online and the person's own tap both do. */
function atOnce(state: ItemState): ItemState {
  if (state.kind === 'paused') return waiting(0);
  if (state.kind === 'queued' || state.kind === 'uploaded') return { ...state, notBefore: 0 };
  return state;
}
