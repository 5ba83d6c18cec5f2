import { defineConfig } from 'tsup';

export default defineConfig({
  entry: ['src/index.ts', 'src/cli.ts'],
  format: ['esm'],
  target: 'node22',
  platform: 'node',
  // Parts that are asked for later, such as the API's description, are loaded later.
  splitting: true,
  clean: true,
  // Maps the private packages to their sources: their names must not appear in published code or types.
  tsconfig: 'tsconfig.build.json',
  dts: { entry: 'src/index.ts' },
  noExternal: [/^@firsthandapi\//, /^@noble\//],
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
});
