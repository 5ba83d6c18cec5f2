import { Icon } from '@firsthandapi/ui';
import { useLocation } from 'preact-iso';
import type { Environment } from '../api/public-api.ts';
import { useServices } from '../services/services.ts';
import { addressOf } from './address-of.ts';

const ENVIRONMENTS: readonly Environment[] = ['live', 'test'];

/** Search by id, the environment, and the way out. Always visible. */
export function TopBar() {
  const { session } = useServices();
  return (
    <header class="d-top">
      <button type="button" class="btn square ghost menu" popoverTarget="side" aria-label="Menu">
        <Icon name="menu" />
      </button>
      <FindById />
      <span class="grow" />
      <EnvironmentSwitch />
      <button type="button" class="btn sm ghost" onClick={() => session.signOut()}>
        Sign out
      </button>
    </header>
  );
}

function FindById() {
  const { route } = useLocation();
  const find = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const address = addressOf(String(new FormData(form).get('id')).trim());
    if (address !== undefined) route(address);
  };
  return (
    <form class="find" onSubmit={find}>
      <Icon name="search" />
      <input
        class="input"
        type="search"
        name="id"
        maxLength={100}
        aria-label="Find by ID"
        placeholder="Find by ID: job_, req_, evt_"
      />
    </form>
  );
}

function EnvironmentSwitch() {
  const { environment } = useServices();
  return (
    <fieldset class="seg">
      <legend class="sr">Environment</legend>
      {ENVIRONMENTS.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="environment"
            checked={environment.value === each}
            onChange={() => {
              environment.value = each;
            }}
          />
          {each === 'live' ? 'Live' : 'Test'}
        </label>
      ))}
    </fieldset>
  );
}
