import { Icon } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';
import type { CaptureKind } from '../outbox/outbox-item.ts';
import { t } from '../text/texts.ts';

export interface UnavailableViewProps {
  readonly reason: 'denied' | 'missing';
  readonly kind: CaptureKind;
  readonly onAgain: () => void;
  /** The other way: a file picker. */
  readonly children: ComponentChildren;
}

/** No camera or microphone: how to allow it, and another way. */
export function UnavailableView({ reason, kind, onAgain, children }: UnavailableViewProps) {
  const isDenied = reason === 'denied';
  const denied = kind === 'audio' ? t.capture.deniedAudio : t.capture.denied;
  return (
    <>
      <div class="cap-body" role="alert">
        <span class="finder">
          <Icon name="lock" />
        </span>
        <h2>{isDenied ? denied : t.capture.missing}</h2>
        <p>{isDenied ? t.capture.deniedText : t.capture.missingText}</p>
      </div>
      <div class="cap-two">
        {children}
        <button type="button" class="btn lg white" onClick={onAgain}>
          {t.tryAgain}
        </button>
      </div>
    </>
  );
}
