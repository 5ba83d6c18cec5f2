import { databaseKinds } from '@firsthandapi/server/testing';
import { playScenarios } from '../src/play-scenarios.ts';
import { createServerTarget } from '../src/targets/server.ts';

for (const kind of await databaseKinds()) {
  if (kind.name === 'SQLite') playScenarios(createServerTarget('server, SQLite', kind, 1));
}
