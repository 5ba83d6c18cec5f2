import type { DataExport } from '@firsthandapi/spec';
import { bodyOf, Notice } from '@firsthandapi/ui';
import { useState } from 'preact/hooks';
import { idempotent } from '../api/idempotent.ts';
import { StatusChip } from '../page/status-chip.tsx';
import { useAction } from '../page/use-action.ts';
import { useServices } from '../services/services.ts';

/** Requests a copy of everything that is held on the organization. */
export function ExportCard() {
  const { api } = useServices();
  const [made, setMade] = useState<DataExport>();
  const request = useAction(async () => {
    setMade(
      await bodyOf(api.POST('/v1/privacy/exports', { params: { header: idempotent() }, body: {} })),
    );
  });
  const refresh = useAction(async () => {
    if (made === undefined) return;
    const params = { path: { id: made.id } };
    setMade(await bodyOf(api.GET('/v1/privacy/exports/{id}', { params })));
  });
  return (
    <section class="card pad stack" aria-labelledby="export">
      <h2 id="export">Export</h2>
      <p class="muted">
        A copy of everything that is held on your organization, as one archive. It is ready within
        minutes, and its link lasts seven days.
      </p>
      {request.problem !== undefined && <Notice tone="bad" title={request.problem} />}
      {made === undefined ? (
        <p>
          <button type="button" class="btn" disabled={request.isBusy} onClick={request.run}>
            Export data
          </button>
        </p>
      ) : (
        <p class="row wrap" role="status">
          <StatusChip status={String(made.status)} />
          {made.download_url === null ? (
            <button type="button" class="btn sm" onClick={refresh.run}>
              Check again
            </button>
          ) : (
            <a class="btn sm" href={made.download_url} download>
              Download
            </a>
          )}
        </p>
      )}
    </section>
  );
}
