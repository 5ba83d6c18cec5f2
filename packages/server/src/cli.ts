#!/usr/bin/env node
import { quietSqliteWarning } from './cli/quiet-sqlite-warning.ts';

quietSqliteWarning();
// Databases, logs and backups are for this user only.
process.umask(0o077);
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
