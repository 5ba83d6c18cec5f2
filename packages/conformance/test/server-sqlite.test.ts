import { databaseKinds } from '../../server/src/storage/testing/databases.ts';
import { playStories } from '../src/play-stories.ts';
import { createServerTarget } from '../src/targets/server.ts';

for (const kind of await databaseKinds()) {
  if (kind.name === 'SQLite') playStories(createServerTarget('server, SQLite', kind, 1));
}
