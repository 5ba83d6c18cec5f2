import type { WorldState } from '../../../src/window/protocol.ts';
import type { Place } from '../../model/place.ts';
import type { Model } from '../../session/model.ts';
import { copyText } from '../parts/clipboard.ts';
import { CodeBlock } from '../parts/code-block.tsx';
import { Icon } from '../parts/icon.tsx';
import { useSession } from '../parts/session-context.ts';

/** What is shown in the place of rows. */
export interface EmptyRequestsProps {
  readonly model: Model;
  readonly place: Place;
  readonly world: WorldState;
}

/** Says why there are no rows, and what to do. */
export function EmptyRequests({ model, place, world }: EmptyRequestsProps) {
  const session = useSession();
  if (model.rows.length > 0) {
    const isFiltered = place.text !== '' || place.shown !== 'all';
    return (
      <div class="empty">
        <p>{isFiltered ? 'No request matches.' : 'Cleared. New requests appear here.'}</p>
        <button
          type="button"
          class="btn"
          onClick={() => session.go({ text: '', shown: 'all', since: null })}
        >
          Show all
        </button>
      </div>
    );
  }
  const isServed = model.server?.serves_api ?? false;
  return (
    <div class="empty">
      <span class="finder">
        <Icon name="clock" />
      </span>
      <h3>Waiting for the first request</h3>
      <p>
        {isServed
          ? 'Send this from your terminal, or start your tests.'
          : 'Run a test: what it sends to FirstHandAPI appears here.'}
      </p>
      {isServed && <FirstCall baseUrl={model.server?.base_url ?? ''} world={world.world} />}
    </div>
  );
}

/** The first call, ready to paste once the key is in the environment. */
function FirstCall({ baseUrl, world }: { readonly baseUrl: string; readonly world: string }) {
  const session = useSession();
  const copyKey = async () => {
    const { api_key } = await session.server.control<{ api_key: string }>(world, 'GET', '');
    await copyText(session, api_key, 'the test key');
  };
  return (
    <>
      <CodeBlock
        title="curl"
        text={`curl ${baseUrl}/v1/jobs \\\n  -H "Authorization: Bearer $FIRSTHAND_API_KEY"`}
      />
      <button type="button" class="btn" onClick={() => session.attempt(copyKey, '')}>
        <Icon name="copy" />
        Copy test key
      </button>
    </>
  );
}
