import type { LocalWorld } from '../local/local-world.ts';
import { summarizeChanges } from '../log/state-changes.ts';
import type { LogEntry } from '../world/log-entry.ts';

/** Number of entries shown of each world, newest first. */
const SHOWN = 200;

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #8884; vertical-align: top; }
  td { font-family: ui-monospace, monospace; font-size: 12px; overflow-wrap: anywhere; }
  .failed { color: #c33; font-weight: 600; }
`;

/** Renders the page that lists the requests and deliveries of every world. It reloads itself. */
export function renderLogPage(worlds: readonly LocalWorld[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="refresh" content="3">
<title>FirstHandAPI sandbox</title>
<style>${STYLE}</style>
</head>
<body>
<h1>FirstHandAPI sandbox</h1>
${worlds.length === 0 ? '<p>No world has begun.</p>' : worlds.map(renderWorld).join('\n')}
</body>
</html>`;
}

function renderWorld(world: LocalWorld): string {
  const entries = world.log();
  const shown = entries.slice(-SHOWN).reverse();
  return `<section>
<h2>World ${escapeHtml(world.tag)}</h2>
<p>${escapeHtml(world.clock.now().toISOString())}, clock ${escapeHtml(world.clock.mode)}, ${entries.length} entries</p>
<table>
<thead><tr><th>#</th><th>Time</th><th>Request or event</th><th>Result</th><th>Notes</th></tr></thead>
<tbody>
${shown.map(renderEntry).join('\n')}
</tbody>
</table>
</section>`;
}

function renderEntry(entry: LogEntry): string {
  const isFailed = entry.status === null || entry.status >= 400;
  const cells = [entry.sequence, entry.at, ...describeEntry(entry)].map(
    (cell, index) =>
      `<td${isFailed && index === 3 ? ' class="failed"' : ''}>${escapeHtml(String(cell))}</td>`,
  );
  return `<tr>${cells.join('')}</tr>`;
}

function describeEntry(entry: LogEntry): readonly string[] {
  if (entry.kind === 'request') {
    const notes = [
      entry.fault && `fault: ${entry.fault}`,
      entry.error,
      summarizeChanges(entry.changes),
      entry.replayed && 'replayed',
      entry.idempotency_key && `key ${entry.idempotency_key}`,
    ];
    return [
      `${entry.method} ${entry.path}`,
      String(entry.status ?? 'no response'),
      notes.filter(Boolean).join(', '),
    ];
  }
  return [
    `${entry.event_type} → ${entry.url}`,
    String(entry.status ?? entry.reason),
    [`attempt ${entry.attempt}`, entry.tampering, entry.error].filter(Boolean).join(', '),
  ];
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
