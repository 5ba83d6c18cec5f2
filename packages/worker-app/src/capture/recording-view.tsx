import type { CaptureKind } from '../outbox/outbox-item.ts';
import { useNow } from '../services/use-now.ts';
import { t } from '../text/texts.ts';
import { LivePicture } from './live-picture.tsx';

export interface RecordingViewProps {
  readonly kind: CaptureKind;
  readonly stream: MediaStream;
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly level: { readonly current: number };
  readonly onStop: () => Promise<void>;
}

const REFRESH_MS = 250;
const QUIET = 0.02;

/** A recording under way: time, level and one large target. */
export function RecordingView({ kind, stream, since, level, onStop }: RecordingViewProps) {
  const seconds = Math.max(0, Math.floor((useNow(REFRESH_MS) - since) / 1_000));
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <>
      {kind === 'audio' ? (
        <div class="cap-body">
          <span class="bigtime" role="timer">
            {time}
          </span>
          <meter class="level" min={0} max={1} value={level.current} aria-hidden="true" />
          <p class={level.current < QUIET ? 'vchip warn' : 'vchip ok'}>
            {level.current < QUIET ? t.capture.quiet : t.capture.loud}
          </p>
        </div>
      ) : (
        <div class="view">
          <LivePicture stream={stream} />
          <div class="vhint">
            <p role="timer">{time}</p>
          </div>
        </div>
      )}
      <div class="cap-bar">
        <span />
        <button type="button" class="shutter stop" onClick={onStop}>
          {t.capture.stop}
        </button>
        <span />
      </div>
    </>
  );
}
