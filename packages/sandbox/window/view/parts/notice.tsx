import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** What a notice says, and how serious it is. */
export interface NoticeProps {
  readonly tone: 'info' | 'warn' | 'bad';
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** Says what happened, what is safe and what to do. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`}>
      <Icon name={tone === 'info' ? 'info' : 'alert'} />
      <div>
        <p class="strong">{title}</p>
        {children !== undefined && <div class="muted">{children}</div>}
      </div>
    </div>
  );
}
