import { databaseKinds } from '@firsthandapi/server/testing';
import { describe, test } from 'vitest';
import { playScenarios } from '../src/play-scenarios.ts';
import { createServerTarget } from '../src/targets/server.ts';

const kind = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

if (kind === undefined) describe.skip('server, PostgreSQL', () => test('needs PostgreSQL'));
else playScenarios(createServerTarget('server, PostgreSQL', kind, 1));
