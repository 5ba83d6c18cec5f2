// Runs the Model Context Protocol's own conformance suite against `/mcp` of the built server, and exits with 1 when a
// scenario fails, or when the suite has one that is not placed here.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKeyedProxy } from './keyed-proxy.ts';
import { startServerProcess } from './server-process.ts';
import { listScenarios, runScenario } from './suite.ts';

/** What the server offers. */
const APPLICABLE = [
  ...['server-initialize', 'ping', 'tools-list', 'dns-rebinding-protection'],
  // Pass without checking anything of a server that keeps no sessions.
  ...['server-sse-polling', 'server-sse-multiple-streams'],
];

/** What it does not offer, or what calls tools of the suite's own example server, such as `test_simple_text`. */
const NOT_APPLICABLE = [
  ...['logging-set-level', 'completion-complete', 'json-schema-2020-12'],
  ...['tools-call-simple-text', 'tools-call-image', 'tools-call-audio', 'tools-call-error'],
  ...['tools-call-embedded-resource', 'tools-call-mixed-content', 'tools-call-with-logging'],
  ...['tools-call-with-progress', 'tools-call-sampling', 'tools-call-elicitation'],
  ...['elicitation-sep1034-defaults', 'elicitation-sep1330-enums'],
  ...['resources-list', 'resources-read-text', 'resources-read-binary'],
  ...['resources-templates-read', 'resources-subscribe', 'resources-unsubscribe'],
  ...['prompts-list', 'prompts-get-simple', 'prompts-get-with-args'],
  ...['prompts-get-embedded-resource', 'prompts-get-with-image'],
];

const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-mcp-conformance-'));
const server = await startServerProcess(folder);
const proxy = await startKeyedProxy(server.url, server.testKey);
try {
  const unplaced = (await listScenarios()).filter(
    (name) => !APPLICABLE.includes(name) && !NOT_APPLICABLE.includes(name),
  );
  const rows = [];
  for (const scenario of APPLICABLE) {
    rows.push({ scenario, ...(await runScenario(scenario, `${proxy.url}/mcp`)) });
  }
  console.table(rows.map(({ scenario, passes }) => ({ scenario, passes })));
  for (const { output } of rows.filter(({ passes }) => !passes)) console.error(output);
  for (const name of unplaced)
    console.error(`New scenario ${name}: place it in ${import.meta.url}`);
  if (unplaced.length > 0 || rows.some(({ passes }) => !passes)) process.exitCode = 1;
} finally {
  proxy.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
