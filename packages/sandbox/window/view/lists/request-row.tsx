import type { Row } from '../../../src/window/protocol.ts';
import { resultOf, toneOf, whyOf } from '../../model/explain.ts';
import { positionOf } from '../../model/rows.ts';
import { shortUrl } from '../../model/text.ts';
import { useLink } from '../parts/session-context.ts';

/** What a row needs. */
export interface RequestRowProps {
  readonly row: Row;
  readonly isSelected: boolean;
  readonly beginsLife: boolean;
}

/** A request or a webhook, with its result and why it is that. */
export function RequestRow({ row, isSelected, beginsLife }: RequestRowProps) {
  const link = useLink();
  const { entry } = row;
  const why = whyOf(entry);
  const isHook = entry.kind === 'delivery';
  return (
    <li>
      <a
        {...link({ entry: positionOf(row), job: null, list: 'requests', tab: 'overview' })}
        aria-current={isSelected ? 'true' : undefined}
      >
        <span class="t">{entry.sequence}</span>
        <span class="method">{isHook ? 'HOOK' : entry.method}</span>
        <span class="p">
          {isHook ? `${entry.event_type} → ${shortUrl(entry.url)}` : entry.path}
        </span>
        <span class={`st ${toneOf(entry)}`}>{resultOf(entry)}</span>
        {why !== null && <span class="why">{why}</span>}
      </a>
      {beginsLife && <p class="cut-line">The world was reset here</p>}
    </li>
  );
}
