import { Icon, type IconName } from './icon.tsx';
import type { Tone } from './tone.ts';

export interface ChipProps {
  readonly icon: IconName;
  readonly tone?: Tone | undefined;
  readonly children: string;
}

/** A status: shape, word and colour. */
export function Chip({ icon, tone, children }: ChipProps) {
  return (
    <span class={tone === undefined ? 'chip' : `chip ${tone}`}>
      <Icon name={icon} />
      {children}
    </span>
  );
}
