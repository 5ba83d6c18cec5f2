import type { Job } from '@firsthandapi/spec/worker';
import { Icon, language, useFocusOnEntry } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { formatNames } from '../media/capture-kind.ts';
import type { CaptureKind } from '../outbox/outbox-item.ts';
import { useServices } from '../services/services.ts';
import { t } from '../text/texts.ts';
import { FilePicker } from './file-picker.tsx';
import { LiveView } from './live-view.tsx';
import { ReadyView } from './ready-view.tsx';
import { RecordingView } from './recording-view.tsx';
import { ReviewView } from './review-view.tsx';
import { UnavailableView } from './unavailable-view.tsx';
import { type Capture, NotStoredError, useCapture } from './use-capture.ts';

export interface CaptureViewProps {
  readonly job: Job;
  readonly kind: CaptureKind;
  readonly retryOf: string | null;
}

/** The whole screen of a capture: the picture leads. */
export function CaptureView({ job, kind, retryOf }: CaptureViewProps) {
  const capture = useCapture(job, kind, retryOf);
  const [problem, setProblem] = useState<string>();
  const heading = useFocusOnEntry<HTMLHeadingElement>();
  const choose = (file: File) => {
    if (job.accepted_formats.some((format) => format === file.type)) {
      setProblem(undefined);
      capture.chooseFile(file);
    } else setProblem(t.capture.wrongFormat(formatNames(job.accepted_formats, language)));
  };
  const use = async () => {
    setProblem(undefined);
    try {
      await capture.use();
    } catch (error) {
      const isPlace = error instanceof NotStoredError && error.reason === 'place';
      setProblem(isPlace ? t.capture.placeNeeded : t.capture.full);
    }
  };
  return (
    <section class="cap" aria-labelledby="capture-title">
      <header class="cap-top">
        <a class="round" href={`/worker/jobs/${job.id}`} aria-label={t.capture.close}>
          <Icon name="cross" />
        </a>
        <div>
          <h1 class="cut" id="capture-title" ref={heading} tabIndex={-1}>
            {job.title ?? t.job.untitled}
          </h1>
          <FileNumber job={job} />
        </div>
        {kind !== 'audio' && capture.state.kind === 'live' ? (
          <button
            type="button"
            class="round"
            aria-label={t.capture.turn}
            onClick={capture.turnCamera}
          >
            <Icon name="again" />
          </button>
        ) : (
          <span />
        )}
      </header>
      <div class="vproblem" role="alert">
        {problem !== undefined && <p>{problem}</p>}
      </div>
      <CaptureBody job={job} kind={kind} capture={capture} onChoose={choose} onUse={use} />
    </section>
  );
}

function FileNumber({ job }: { readonly job: Job }) {
  const { outbox } = useServices();
  const count = outbox.items.value.filter(({ jobId }) => jobId === job.id).length;
  const most = job.assignment?.slots ?? job.files_per_submission;
  return <p class="meta num">{t.capture.fileOf(Math.min(count + 1, most), most)}</p>;
}

interface CaptureBodyProps {
  readonly job: Job;
  readonly kind: CaptureKind;
  readonly capture: Capture;
  readonly onChoose: (file: File) => void;
  readonly onUse: () => void;
}

function CaptureBody({ job, kind, capture, onChoose, onUse }: CaptureBodyProps) {
  const { state } = capture;
  const picker = <FilePicker formats={job.accepted_formats} onChoose={onChoose} />;
  switch (state.kind) {
    case 'starting':
      return <div class="view" aria-busy="true" />;
    case 'live':
      return (
        <LiveView
          kind={kind}
          stream={state.stream}
          onPhoto={capture.takePhoto}
          onRecord={capture.startRecording}
        >
          {picker}
        </LiveView>
      );
    case 'recording':
      return (
        <RecordingView
          kind={kind}
          stream={state.stream}
          since={state.since}
          level={capture.level}
          onStop={capture.stopRecording}
        />
      );
    case 'review':
    case 'saving':
      return (
        <ReviewView
          kind={kind}
          file={state.file}
          finding={state.kind === 'review' ? state.finding : null}
          isSaving={state.kind === 'saving'}
          onUse={onUse}
          onAgain={capture.again}
        />
      );
    case 'ready':
      return <ReadyView job={job} onAdd={capture.again} />;
    case 'unavailable':
      return (
        <UnavailableView reason={state.reason} kind={kind} onAgain={capture.again}>
          <FilePicker formats={job.accepted_formats} onChoose={onChoose} isLarge />
        </UnavailableView>
      );
  }
}
