import type { CreateJobRequest } from '@firsthandapi/spec';
import { bodyOf, Field, money, Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { idempotent } from '../api/idempotent.ts';
import { Page } from '../page/page.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';
import { CodeTabs } from '../snippets/code-tabs.tsx';
import { createJobSnippet } from '../snippets/snippet.ts';

const FORMATS = {
  Photos: ['image/jpeg', 'image/png'],
  Sound: ['audio/wav', 'audio/mp4', 'audio/mpeg'],
  Video: ['video/mp4', 'video/quicktime'],
} as const satisfies Record<string, readonly CreateJobRequest['accepted_formats'][number][]>;
type Kind = keyof typeof FORMATS;
const KINDS = Object.keys(FORMATS) as Kind[];
/** What people get of the price (contract §4). */
const WORKER_SHARE = 0.8;

interface Draft {
  readonly title: string;
  readonly description: string;
  readonly files: string;
  readonly price: string;
  readonly kind: Kind;
}

const EMPTY: Draft = { title: '', description: '', files: '10', price: '0.50', kind: 'Photos' };

/** A form that makes the same call as the snippet beside it. */
export default function NewJobScreen() {
  const { api, apiUrl } = useServices();
  const { route } = useLocation();
  const [draft, setDraft] = useState(EMPTY);
  const fields = fieldsOf(draft);
  const create = useAction(async () => {
    const job = await bodyOf(
      api.POST('/v1/jobs', { params: { header: idempotent() }, body: fields as CreateJobRequest }),
    );
    route(`/dashboard/jobs/${job.id}`);
  });
  return (
    <Page title="Create a job">
      <div class="split">
        <form
          class="card pad form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void create.run();
          }}
        >
          {create.problem !== undefined && <Notice tone="bad" title={create.problem} />}
          <DraftFields draft={draft} errors={create.fields} onChange={setDraft} />
          <Cost draft={draft} />
          <button
            type="submit"
            class="btn primary"
            disabled={create.isBusy}
            aria-busy={create.isBusy}
          >
            Create job
          </button>
        </form>
        <aside class="side stack" aria-label="From your code">
          <h2>From your code</h2>
          <CodeTabs
            id="new-job"
            label="Language"
            code={(language) => createJobSnippet(language, fields, apiUrl)}
          />
          <WorkerView draft={draft} />
        </aside>
      </div>
    </Page>
  );
}

interface DraftFieldsProps {
  readonly draft: Draft;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (draft: Draft) => void;
}

function DraftFields({ draft, errors, onChange }: DraftFieldsProps) {
  const set =
    (name: keyof Draft) => (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...draft, [name]: event.currentTarget.value });
  return (
    <>
      <Field
        id="title"
        label="Title"
        hint="What people see first."
        maxLength={200}
        error={errors.title}
        value={draft.title}
        onInput={set('title')}
      />
      <div class="field">
        <label for="description">Description</label>
        <textarea
          id="description"
          class="input"
          rows={6}
          maxLength={5_000}
          value={draft.description}
          aria-invalid={errors.description !== undefined}
          onInput={set('description')}
        />
        {errors.description !== undefined && <p class="err">{errors.description}</p>}
      </div>
      <fieldset class="seg">
        <legend>Kind of file</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="radio"
              name="kind"
              checked={draft.kind === kind}
              onChange={() => onChange({ ...draft, kind })}
            />
            {kind}
          </label>
        ))}
      </fieldset>
      <div class="pair">
        <Field
          id="files"
          label="Files needed"
          inputMode="numeric"
          error={errors.files_needed}
          value={draft.files}
          onInput={set('files')}
        />
        <Field
          id="price"
          label="Price per file"
          hint="In US dollars, from 0.10 to 500.00."
          inputMode="decimal"
          error={errors.price_per_file_cents}
          value={draft.price}
          onInput={set('price')}
        />
      </div>
    </>
  );
}

function Cost({ draft }: { readonly draft: Draft }) {
  const { files_needed, price_per_file_cents } = fieldsOf(draft);
  return (
    <p class="total num">
      <span>Held now, charged per approved file</span>
      <span>{money(Number(files_needed) * Number(price_per_file_cents))}</span>
    </p>
  );
}

function WorkerView({ draft }: { readonly draft: Draft }) {
  const { price_per_file_cents } = fieldsOf(draft);
  return (
    <section class="card pad stack s2" aria-label="What people see">
      <h2>What people see</h2>
      <p class="row between">
        <b>{draft.title || 'A job without a title'}</b>
        <b class="num">{money(Number(price_per_file_cents) * WORKER_SHARE)}</b>
      </p>
      <p class="muted lines">{draft.description || 'Your description.'}</p>
    </section>
  );
}

function fieldsOf({ title, description, files, price, kind }: Draft) {
  return {
    type: 'data_collection',
    ...(title !== '' && { title }),
    description,
    files_needed: Math.trunc(Number(files)) || 0,
    accepted_formats: FORMATS[kind] as readonly string[],
    price_per_file_cents: Math.round(Number(price.replace(',', '.')) * 100) || 0,
  };
}
