import type { Outbox } from './outbox.ts';
import type { Sender } from './sender.ts';

/** Hands in every file of a job that is in the outbox; what is not uploaded yet, as soon as it is. */
export async function submitFiles(outbox: Outbox, sender: Sender, jobId: string): Promise<void> {
  for (const item of outbox.items.value) {
    if (item.jobId === jobId) await outbox.change(item.id, { kind: 'submitted' });
  }
  sender.wake();
}
