import { Icon, type IconName } from './icon.tsx';

const STATUSES: Readonly<Record<string, readonly [tone: string, icon: IconName, text: string]>> = {
  open: ['', 'clock', 'Open'],
  filled: ['info', 'clock', 'Filled'],
  in_progress: ['info', 'clock', 'In progress'],
  completed: ['ok', 'check', 'Completed'],
  cancelled: ['warn', 'cross', 'Cancelled'],
  pending_score: ['info', 'clock', 'Waiting for score'],
  approved: ['ok', 'check', 'Approved'],
  rejected: ['bad', 'cross', 'Rejected'],
  retry_pending: ['warn', 'again', 'Retry'],
};

/** A status as shape, word and colour. */
export function StatusChip({ status }: { readonly status: string }) {
  const [tone, icon, text] = STATUSES[status] ?? ['', 'info', status.replaceAll('_', ' ')];
  return (
    <span class={`chip ${tone}`}>
      <Icon name={icon} />
      {text}
    </span>
  );
}
