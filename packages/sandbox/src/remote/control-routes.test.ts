import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CONTROL_ROUTES } from './control-routes.ts';

test('lists every control of the sandbox server in its guide', () => {
  const file = new URL('../../../../docs/guides/sandbox-http.md', import.meta.url);
  const guide = readFileSync(file, 'utf8');
  for (const [method, path] of Object.values(CONTROL_ROUTES)) {
    expect(guide).toContain(`\`${method}${path && ` ${path}`}\``);
  }
});
