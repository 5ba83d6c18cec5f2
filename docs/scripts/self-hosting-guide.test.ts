import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration, silentLog, startServer } from '@firsthandapi/server';
import { describe, expect, it } from 'vitest';
import { docsFolder, rootFolder } from './pages/paths.ts';

const guide = readFileSync(`${docsFolder}/guides/self-hosting.md`, 'utf8');
const cli = `${rootFolder}/packages/server/dist/cli.js`;
const help = execFileSync(process.execPath, [cli, 'help'], { encoding: 'utf8' });
const [commands = '', environment = ''] = help.split('Environment:');

describe('self-hosting guide', () => {
  it('lists every setting with its meaning and default', () => {
    const settings = [...environment.matchAll(/^ {2}(\w+)\s+(.+) \[(.+)\]$/gm)];
    expect(settings.length).toBeGreaterThan(10);
    for (const [, name, meaning, standard] of settings) {
      expect(guide).toContain(`| \`${name}\` | ${meaning} | \`${standard}\` |`);
    }
  });

  it('names every command', () => {
    const names = [...commands.matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(([, name]) => name);
    expect(names).toContain('rotate-pepper');
    for (const name of names.filter((each) => each !== 'start')) {
      expect(guide).toMatch(new RegExp(`\\bfirsthandapi-server ${name}\\b`));
    }
  });

  it('lists every metric of the server with its kind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-guide-'));
    const server = await startServer(readConfiguration({ PORT: '0', DATA_DIR: folder }), silentLog);
    try {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const shown = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
      expect(shown.length).toBeGreaterThan(4);
      for (const [, name, kind] of shown) expect(guide).toContain(`| \`${name}\` | ${kind} |`);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
