import type { Finding } from '@firsthandapi/scoring';
import { Icon } from '@firsthandapi/ui';
import { useEffect, useState } from 'preact/hooks';
import type { CaptureKind } from '../outbox/outbox-item.ts';
import { t } from '../text/texts.ts';
import type { CapturedFile } from './capture-state.ts';

export interface ReviewViewProps {
  readonly kind: CaptureKind;
  readonly file: CapturedFile;
  readonly finding: Finding | null | 'checking';
  readonly isSaving: boolean;
  readonly onUse: () => void;
  readonly onAgain: () => void;
}

/** The captured file with what the checks say: use it, or try again. The likely answer is the filled button. */
export function ReviewView(props: ReviewViewProps) {
  const { kind, file, finding, isSaving, onUse, onAgain } = props;
  const isPoor = finding !== null && finding !== 'checking' && isLikelyRejected(finding);
  return (
    <>
      <div class="view">
        <CapturedMedia kind={kind} blob={file.blob} />
        <ul class="live-checks" aria-label={t.capture.checks} aria-live="polite">
          {sentencesOf(finding).map(({ text, isGood }) => (
            <li key={text} class={isGood ? 'vchip ok' : 'vchip warn'}>
              <Icon name={isGood ? 'check' : 'alert'} />
              {text}
            </li>
          ))}
        </ul>
      </div>
      <div class="cap-two">
        <button type="button" class={isPoor ? 'btn lg white' : 'btn lg'} onClick={onAgain}>
          {t.tryAgain}
        </button>
        <button
          type="button"
          class={isPoor ? 'btn lg' : 'btn lg white'}
          aria-busy={isSaving}
          disabled={isSaving}
          onClick={onUse}
        >
          {t.capture.use}
        </button>
      </div>
    </>
  );
}

function CapturedMedia({ kind, blob }: { readonly kind: CaptureKind; readonly blob: Blob }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const created = URL.createObjectURL(blob);
    setUrl(created);
    return () => URL.revokeObjectURL(created);
  }, [blob]);
  if (url === undefined) return null;
  const label = t.capture.review[kind];
  if (kind === 'photo') return <img src={url} alt={label} />;
  // The person has just recorded it.
  // biome-ignore lint/a11y/useMediaCaption: see above
  if (kind === 'audio') return <audio controls src={url} aria-label={label} />;
  // biome-ignore lint/a11y/useMediaCaption: see above
  return <video controls playsInline src={url} aria-label={label} />;
}

function isLikelyRejected({ certain, quality }: Finding): boolean {
  return certain !== null || (quality !== null && quality <= 2);
}

/** At most three, the failing ones first. */
function sentencesOf(finding: Finding | null | 'checking') {
  if (finding === null) return [];
  if (finding === 'checking') return [{ text: t.capture.checking, isGood: true }];
  if (finding.reasons.length === 0) return [{ text: t.capture.fine, isGood: true }];
  const isPoor = isLikelyRejected(finding);
  return finding.reasons.slice(0, 3).map((reason) => ({
    text: isPoor ? t.capture.likely(reason) : reason,
    isGood: false,
  }));
}
