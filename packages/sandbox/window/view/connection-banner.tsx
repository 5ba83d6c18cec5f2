import type { ComponentChildren } from 'preact';
import { type Place, START } from '../model/place.ts';
import { momentText } from '../model/text.ts';
import type { Model } from '../session/model.ts';
import { Notice } from './parts/notice.tsx';
import { useLink } from './parts/session-context.ts';

/** Says when the page does not show the sandbox as it is now. */
export function ConnectionBanner({
  model,
  place,
}: {
  readonly model: Model;
  readonly place: Place;
}) {
  const link = useLink();
  const { connection, world, isUnknownWorld } = model;
  if (connection.kind === 'refused') {
    return (
      <Banner>
        <Notice
          tone="warn"
          title={
            connection.hadToken ? 'The sandbox has another token now' : 'This address has no token'
          }
        >
          Open the address that the sandbox printed when it started: it ends in{' '}
          <code>?token=…</code>
        </Notice>
      </Banner>
    );
  }
  if (connection.kind === 'lost') {
    return (
      <Banner>
        <Notice tone="bad" title="The sandbox has stopped">
          {world === null
            ? 'It connects by itself when you start it.'
            : `What you see is the last state, ${momentText(world.clock.now)}. It connects again by itself when you start it.`}
        </Notice>
      </Banner>
    );
  }
  if (!isUnknownWorld || connection.kind !== 'live') return null;
  return (
    <Banner>
      {place.world === 'default' ? (
        <Notice tone="info" title="No world has begun yet">
          Run a test: its world appears here.
        </Notice>
      ) : (
        <Notice tone="info" title="This world is over">
          It has ended, or belonged to an earlier run.{' '}
          <a {...link(START)}>Go to the default world</a>
        </Notice>
      )}
    </Banner>
  );
}

function Banner({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="banner" role="status">
      {children}
    </div>
  );
}
