// Names the built file in the declarations that import the client: the bundler keeps the name of its source.
import { globSync, readFileSync, writeFileSync } from 'node:fs';

const SOURCE = "'./index.ts'";

for (const [pattern, built] of [
  ['dist/*.d.ts', "'./index.js'"],
  ['dist/*.d.cts', "'./index.cjs'"],
] as const) {
  for (const file of globSync(pattern)) {
    const text = readFileSync(file, 'utf8');
    if (text.includes(SOURCE)) writeFileSync(file, text.replaceAll(SOURCE, built));
  }
}
