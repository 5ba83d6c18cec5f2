import { Chip, type IconName, type Tone } from '@firsthandapi/ui';

/** How the API's statuses look, by their name. */
const LOOKS: Readonly<Record<string, readonly [IconName, Tone | undefined, string]>> = {
  open: ['clock', undefined, 'Open'],
  filled: ['clock', 'info', 'Filled'],
  in_progress: ['again', 'info', 'In progress'],
  completed: ['check', 'ok', 'Completed'],
  cancelled: ['cross', undefined, 'Cancelled'],
  pending_score: ['clock', 'info', 'Waiting for score'],
  approved: ['check', 'ok', 'Approved'],
  rejected: ['cross', 'bad', 'Rejected'],
  retry_pending: ['again', 'warn', 'Retry'],
  pending: ['clock', 'info', 'Pending'],
  delivered: ['check', 'ok', 'Delivered'],
  failed: ['cross', 'bad', 'Failed'],
  ready: ['check', 'ok', 'Ready'],
  expired: ['cross', undefined, 'Expired'],
};

/** A status by shape, word and colour. One that this version does not know is shown as it is. */
export function StatusChip({ status }: { readonly status: string }) {
  const [icon, tone, text] = LOOKS[status] ?? (['info', undefined, status] as const);
  return (
    <Chip icon={icon} tone={tone}>
      {text}
    </Chip>
  );
}
