import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import type { Tone } from './tone.ts';

export interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children?: ComponentChildren;
}

/** Something to know, in the place that it is about. Failures interrupt a screen reader; the others wait. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={tone === 'ok' ? 'check' : tone === 'info' ? 'info' : 'alert'} />
      <div>
        <p class="strong">{title}</p>
        {children}
      </div>
    </div>
  );
}
