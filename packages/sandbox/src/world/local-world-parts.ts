import type { TimeSource } from '../clock/timekeeper.ts';
import type { WorldControls } from '../controls/controls.ts';
import type { CoreParts, WorldCore } from '../local/core.ts';
import type { OpenedAccount } from '../local/open-account.ts';
import type { WorldHost } from '../local/world-host.ts';
import type { WorldOptions } from './world-options.ts';

/** What a world is put together from. */
export interface LocalWorldParts {
  readonly options: WorldOptions;
  readonly host: WorldHost;
  readonly controls: WorldControls;
  readonly coreParts: CoreParts;
  readonly source: TimeSource | undefined;
  readonly core: WorldCore;
  readonly account: OpenedAccount;
}
