import type { ComponentChildren } from 'preact';
import type { WorldState } from '../../src/window/protocol.ts';
import type { Place } from '../model/place.ts';
import type { Model } from '../session/model.ts';
import { EntryDetailView } from './entry-detail.tsx';
import { Icon } from './icon.tsx';
import { JobDetailView } from './job-detail.tsx';
import { Notice } from './notice.tsx';
import { focusRow, useSession } from './session-context.ts';

/** What the pane needs. */
export interface DetailPaneProps {
  readonly model: Model;
  readonly place: Place;
  readonly world: WorldState;
}

/** The details of what is selected. */
export function DetailPane({ model, place, world }: DetailPaneProps) {
  const loaded = place.list === 'jobs' ? model.job : model.entry;
  if (loaded.kind === 'loaded') {
    return place.list === 'jobs' && model.job.kind === 'loaded' ? (
      <JobDetailView detail={model.job.value} world={world} />
    ) : model.entry.kind === 'loaded' ? (
      <EntryDetailView
        detail={model.entry.value}
        world={world}
        tab={place.tab}
        baseUrl={model.server?.base_url ?? ''}
      />
    ) : null;
  }
  if (loaded.kind === 'failed') {
    return (
      <>
        <DetailHead title="Not available" />
        <div class="pad">
          <Notice tone="warn" title="This could not be loaded">
            {loaded.message}. It may belong to a run that is over, or be older than what is kept.
          </Notice>
        </div>
      </>
    );
  }
  if (loaded.kind === 'loading') {
    return (
      <>
        <DetailHead title="Loading" />
        <div class="pad" aria-busy="true">
          <span class="skel" />
          <span class="skel" />
          <span class="skel" />
        </div>
      </>
    );
  }
  return (
    <div class="empty">
      <p>
        {place.list === 'jobs'
          ? 'Choose a job to see its files.'
          : 'Choose a request to see what was sent and received.'}
      </p>
      <p class="meta">
        <kbd>j</kbd> and <kbd>k</kbd> move through the list, <kbd>?</kbd> lists all shortcuts.
      </p>
    </div>
  );
}

/** The heading of the details, with what can be done. */
export function DetailHead({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  const session = useSession();
  const close = () => {
    focusRow();
    session.go({ entry: null, job: null });
  };
  return (
    <div class="pane-head">
      <button type="button" class="btn sm ghost only-narrow" onClick={close}>
        <Icon name="back" />
        List
      </button>
      <h2 id="detail-title" class="cut" tabIndex={-1} title={title}>
        {title}
      </h2>
      {children}
    </div>
  );
}
