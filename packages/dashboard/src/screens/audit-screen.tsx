import type { AuditEvent } from '@firsthandapi/spec';
import { bodyOf } from '@firsthandapi/ui';
import { type Column, ListTable } from '../page/list-table.tsx';
import { Page } from '../page/page.tsx';
import { Time } from '../page/time.tsx';
import { useServices } from '../services/services.ts';
import { useList } from '../services/use-list.ts';

/** Who did what, and when. */
export default function AuditScreen() {
  const { api } = useServices();
  const list = useList<AuditEvent>('audit', (cursor, signal) =>
    bodyOf(
      api.GET('/v1/audit-events', {
        params: { query: cursor === undefined ? {} : { cursor } },
        ...(signal !== undefined && { signal }),
      }),
    ),
  );
  return (
    <Page title="Audit log" about="Nobody can change or remove what is here.">
      <ListTable
        list={list}
        what="Audit events"
        keyOf={({ id }) => id}
        columns={COLUMNS}
        empty={{
          icon: 'info',
          title: 'Nothing has happened yet',
          text: 'Every change appears here.',
        }}
      />
    </Page>
  );
}

const COLUMNS: readonly [Column<AuditEvent>, ...Column<AuditEvent>[]] = [
  {
    name: 'Action',
    cell: ({ action, id }) => (
      <>
        {String(action)}
        <br />
        <code class="meta">{id}</code>
      </>
    ),
  },
  {
    name: 'By',
    cell: ({ actor }) => (
      <>
        {String(actor.type)} <code class="meta">{actor.id}</code>
      </>
    ),
  },
  { name: 'At', cell: ({ created_at }) => <Time at={created_at} />, isEnd: true },
];
