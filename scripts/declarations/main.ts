// Writes the declarations of a package into its `dist`, for ESM and for CommonJS, without a mention of a private package.
// `node main.ts BUNDLE…` in the folder of the package: a bundle names entries, separated by commas, which share chunks.
// What a bundle needs of an entry of another, it imports from there.
import { globSync, rmSync } from 'node:fs';
import { bundleDeclarations } from './bundle-declarations.ts';

for (const file of globSync('dist/*.d.{ts,cts}')) rmSync(file);
const bundles = process.argv.slice(2).map((entries) => entries.split(','));
for (const entries of bundles) await bundleDeclarations(process.cwd(), entries, bundles.flat());
