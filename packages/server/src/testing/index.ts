/**
 * Test support for the other packages of this workspace: the server as users start it, with a replaceable clock, and
 * databases to run it on. Not published.
 */
export { composeServer } from '../compose-server.ts';
export type { ComposedServer, ServerOverrides } from '../composition/composed-server.ts';
export { type Configuration, readConfiguration } from '../configuration.ts';
export { HttpServer } from '../host/http-server.ts';
export { openStore, type StoreLocation } from '../storage/open-store.ts';
export type { SqlStore } from '../storage/sql/sql-store.ts';
export { type DatabaseKind, databaseKinds, sqliteAt, type TestDatabase } from './databases.ts';
export { emptyTables } from './empty-tables.ts';
export { FakeS3 } from './fake-s3.ts';
export { RedisProcess, redisProgram } from './redis-process.ts';
