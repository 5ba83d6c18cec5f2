import { Icon } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { CaptureKind } from '../outbox/outbox-item.ts';
import { t } from '../text/texts.ts';
import { LivePicture } from './live-picture.tsx';

export interface LiveViewProps {
  readonly kind: CaptureKind;
  readonly stream: MediaStream;
  readonly onPhoto: (video: HTMLVideoElement) => Promise<void>;
  readonly onRecord: () => Promise<void>;
  /** The other way: a file picker. */
  readonly children: ComponentChildren;
}

/** Before the capture: the live picture and one large button. */
export function LiveView({ kind, stream, onPhoto, onRecord, children }: LiveViewProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isBusy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    try {
      if (kind === 'photo' && video.current !== null) await onPhoto(video.current);
      else await onRecord();
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {kind === 'audio' ? (
        <div class="cap-body">
          <span class="finder">
            <Icon name="microphone" />
          </span>
          <p>{t.capture.private}</p>
        </div>
      ) : (
        <div class="view">
          <LivePicture stream={stream} videoRef={video} />
          <span class="guide finder" />
        </div>
      )}
      <div class="cap-bar">
        <span />
        <button
          type="button"
          class={kind === 'photo' ? 'shutter' : 'shutter rec'}
          disabled={isBusy}
          onClick={press}
        >
          {t.capture.take[kind]}
        </button>
        {children}
      </div>
    </>
  );
}
