import type { OutboxItem } from '../outbox/outbox-item.ts';

/** Whether an item of the outbox will be in the list of results, which does not show it yet. */
export function isAwaited(
  { isSubmitted, state }: Pick<OutboxItem, 'isSubmitted' | 'state'>,
  shown: ReadonlySet<string>,
): boolean {
  switch (state.kind) {
    case 'handed_in':
      return !shown.has(state.submissionId);
    case 'failed':
    case 'paused':
      return false;
    default:
      return isSubmitted;
  }
}
