import type { WorldState } from '../../../src/window/protocol.ts';
import type { Place } from '../../model/place.ts';
import type { Model } from '../../session/model.ts';
import { DetailHead } from '../parts/detail-head.tsx';
import { Notice } from '../parts/notice.tsx';
import { EntryDetailView } from './entry-detail.tsx';
import { JobDetailView } from './job-detail.tsx';

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
