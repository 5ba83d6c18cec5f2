import { databaseKinds, redisProgram } from '@firsthandapi/server/testing';
import { describe, test } from 'vitest';
import { playScenarios } from '../src/play-scenarios.ts';
import { startSharedServices } from '../src/targets/served/shared-services.ts';
import { createServerTarget } from '../src/targets/server.ts';

const NAME = 'two servers, PostgreSQL, Valkey, S3';
const kind = (await databaseKinds()).find(({ name }) => name === 'PostgreSQL');
const program = redisProgram();

if (kind === undefined || program === undefined) {
  describe.skip(NAME, () => test('needs PostgreSQL, and Valkey or Redis'));
} else {
  playScenarios(createServerTarget(NAME, kind, 2, () => startSharedServices(program)));
}
