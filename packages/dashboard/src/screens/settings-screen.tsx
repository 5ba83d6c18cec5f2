import type { Settings } from '@firsthandapi/spec';
import { bodyOf, Field, LoadedView, Notice, useLoaded } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { Page } from '../page/page.tsx';
import { SettingsPlaces } from '../page/settings-places.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

/** The organization, and what it may use. */
export default function SettingsScreen() {
  const { api } = useServices();
  const loading = useLoaded('settings', (signal) =>
    bodyOf(api.GET('/v1/organization/settings', { signal })),
  );
  return (
    <Page title="Settings" actions={<SettingsPlaces />}>
      <LoadedView loading={loading} what="Settings" label="Loading settings">
        {(settings) => (
          <>
            <SettingsForm settings={settings} onSaved={loading.set} />
            <Quotas settings={settings} />
          </>
        )}
      </LoadedView>
    </Page>
  );
}

interface SettingsFormProps {
  readonly settings: Settings;
  readonly onSaved: (settings: Settings) => void;
}

function SettingsForm({ settings, onSaved }: SettingsFormProps) {
  const { api } = useServices();
  const [name, setName] = useState(settings.name);
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async () => {
    onSaved(await bodyOf(api.PATCH('/v1/organization/settings', { body: { name } })));
    setSaved(true);
  });
  return (
    <form
      class="card pad form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setSaved(false);
        void save.run();
      }}
    >
      {save.problem !== undefined && <Notice tone="bad" title={save.problem} />}
      {isSaved && <Notice tone="ok" title="Saved" />}
      <Field
        id="organization-name"
        label="Name"
        maxLength={200}
        error={save.fields.name}
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <dl class="kv">
        <dt>E-mail</dt>
        <dd>{settings.email}</dd>
        <dt>Organization</dt>
        <dd>
          <code>{settings.id}</code>
        </dd>
        <dt>Tier</dt>
        <dd>{String(settings.tier)}</dd>
      </dl>
      <p>
        <button type="submit" class="btn primary" disabled={save.isBusy}>
          Save
        </button>
      </p>
    </form>
  );
}

function Quotas({ settings }: { readonly settings: Settings }) {
  return (
    <section class="card" aria-labelledby="quotas">
      <div class="card-head">
        <h2 id="quotas">Quotas</h2>
      </div>
      <table class="fold">
        <caption class="sr">Quotas</caption>
        <thead>
          <tr>
            <th scope="col">Quota</th>
            <th scope="col" class="end">
              Used
            </th>
            <th scope="col" class="end">
              Limit
            </th>
          </tr>
        </thead>
        <tbody>
          {settings.quotas.map(({ name, used, limit }) => (
            <tr key={String(name)}>
              <th scope="row">{String(name).replaceAll('_', ' ')}</th>
              <td class="end num" data-l="Used">
                {used ?? '–'}
              </td>
              <td class="end num" data-l="Limit">
                {limit ?? 'none'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
