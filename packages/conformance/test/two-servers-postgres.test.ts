import { databaseKinds } from '@firsthandapi/server/testing';
import { describe, test } from 'vitest';
import { playScenarios } from '../src/play-scenarios.ts';
import { createServerTarget } from '../src/targets/server.ts';

const kind = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');

if (kind === undefined) describe.skip('two servers, PostgreSQL', () => test('needs PostgreSQL'));
else playScenarios(createServerTarget('two servers, PostgreSQL', kind, 2));
