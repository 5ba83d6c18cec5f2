import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const main = fileURLToPath(new URL('./main.ts', import.meta.url));

describe('quickstart', () => {
  let output = '';

  beforeAll(async () => {
    // Rejects if the exit code is not 0.
    ({ stdout: output } = await run(process.execPath, [main]));
  });

  it('prints the statuses in order', () => {
    const statuses = [...output.matchAll(/\d+ s +(\w+) +\d+ pending/g)].map(([, status]) => status);
    expect(statuses).toEqual(['open', 'filled', 'in_progress', 'completed']);
  });

  it('prints that the signature of the webhook verified', () => {
    expect(output).toMatch(/evt_\w{26} job\.completed\n.*signature verified/);
  });

  it('prints four files whose SHA-256 is their content_hash', () => {
    const hashes = output.match(/sha256 [0-9a-f]{64} = content_hash/g);
    expect(hashes).toHaveLength(4);
    expect(output).not.toContain('≠');
  });
});
