#!/usr/bin/env node
import { main } from './cli/main.ts';

const output = {
  out: (text: string) => process.stdout.write(text),
  error: (text: string) => process.stderr.write(text),
};
// No top-level await: the CommonJS build does not have it.
main(process.argv.slice(2), output).then(
  (status) => {
    process.exitCode = status;
  },
  (error) => {
    console.error(error);
    process.exitCode = 1;
  },
);
