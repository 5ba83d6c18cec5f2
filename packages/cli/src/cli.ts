#!/usr/bin/env node
import { processContext } from './host/process-context.ts';
import { main } from './program/main.ts';

process.exitCode = await main(process.argv.slice(2), processContext());
