#!/usr/bin/env node
import { quietSqliteWarning } from './cli/quiet-sqlite-warning.ts';

quietSqliteWarning();
const { main } = await import('./cli/main.ts');
process.exitCode = await main(process.argv.slice(2), process.env);
