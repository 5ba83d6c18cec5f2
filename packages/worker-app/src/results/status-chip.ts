import type { IconName, Tone } from '@firsthandapi/ui';
import { t } from '../text/texts.ts';

/** How a status is shown: shape, word and colour. */
export interface StatusChip {
  readonly icon: IconName;
  readonly tone?: Tone;
  readonly children: string;
}

/** Returns the chip of a submission's status. One that this version does not know is shown as it is. */
export function statusChip(status: string): StatusChip {
  switch (status) {
    case 'pending_score':
      return { icon: 'clock', tone: 'info', children: t.status.pending_score };
    case 'approved':
      return { icon: 'check', tone: 'ok', children: t.status.approved };
    case 'rejected':
      return { icon: 'cross', tone: 'bad', children: t.status.rejected };
    case 'retry_pending':
      return { icon: 'again', tone: 'warn', children: t.status.retry_pending };
    default:
      return { icon: 'info', children: status };
  }
}
