import { appendAuditEvent } from '../audit/record-audit.ts';
import type { EngineRequest } from '../http/messages.ts';
import type { DownloadContext, DownloadTrace } from './download-context.ts';
import { wasDeleted } from './open-content.ts';
import type { StoredContent } from './stored-content.ts';

/** Records that content was downloaded, unless its organization was erased meanwhile. */
export async function auditAccess(
  { ports, settings, audited }: DownloadContext,
  request: EngineRequest,
  content: StoredContent,
  { requestId, id, client }: DownloadTrace,
): Promise<void> {
  const { resource } = content;
  const now = ports.clock.now();
  const origin = {
    actor: { type: 'download_link', id: resource.id },
    ip: request.ip ?? null,
    user_agent: request.headers.get('user-agent'),
    request_id: requestId,
  };
  await audited.once(id, client, now, () =>
    ports.store.transact(async (tables) => {
      const organization = await tables.organizations.get(content.organization_id);
      // Erased since its content was opened: nothing may be recorded of it any more.
      if (organization === undefined || organization.erased_at !== null)
        throw wasDeleted(resource.id);
      const work = { ports, settings, tables, now };
      await appendAuditEvent(work, content, `${resource.type}.downloaded`, resource, origin);
    }),
  );
}
