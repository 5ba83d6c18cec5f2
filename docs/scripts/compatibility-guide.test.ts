import { readFileSync } from 'node:fs';
import { RESOLUTIONS } from '@firsthandapi/compatibility/configurations';
import * as versions from '@firsthandapi/compatibility/versions';
import { describe, expect, it } from 'vitest';
import { docsFolder, rootFolder } from './pages/paths.ts';

const guide = readFileSync(`${docsFolder}/guides/compatibility.md`, 'utf8');
const row = (start: string) => guide.split('\n').find((line) => line.startsWith(start));

describe('compatibility guide', () => {
  it.each([
    ['| Node |', versions.NODE_VERSIONS],
    ['| Bun |', [versions.BUN_VERSION]],
    ['| Deno |', [versions.DENO_VERSION]],
    ["| Cloudflare's workerd |", [versions.WORKERD_VERSION]],
    ['| Compiler |', versions.TYPESCRIPT_VERSIONS],
    ['| `moduleResolution` |', RESOLUTIONS.map((name) => `\`${name}\``)],
  ])('lists exactly the tested versions in the row %s', (start, expected) => {
    const named = row(start)
      ?.split('|')[2]
      ?.match(/`\w+`|\d+\.\d+\.\d+/g);
    expect(named?.filter((name) => name !== '`nodejs_compat`')).toEqual([...expected]);
  });

  it.each(['sdk', 'webhooks', 'sandbox', 'server'])('states the requirements of %s', (room) => {
    const manifest = JSON.parse(
      readFileSync(`${rootFolder}/packages/${room}/package.json`, 'utf8'),
    );
    const said = row(`| \`${manifest.name}\` |`)?.replaceAll('\\|', '|');
    expect(said).toContain(`| \`${manifest.engines.node}\` |`);
    const frameworks = ['express', 'fastify', 'hono', 'next'];
    for (const [peer, range] of Object.entries(manifest.peerDependencies ?? {})) {
      if (!frameworks.includes(peer)) expect(said).toContain(`\`${peer}\` \`${range}\``);
    }
  });
});
