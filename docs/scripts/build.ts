import { copyFile, mkdir } from 'node:fs/promises';
import { build, createServer } from 'vitepress';
import { packages } from '../site-pages.ts';
import { writeApiReference } from './api-reference/write-api-reference.ts';
import { writePackageReference } from './package-reference/write-package-reference.ts';
import { docsFolder, rootFolder, siteFolder, specFile } from './paths.ts';
import { writeForAssistants } from './site/write-for-assistants.ts';

// Builds the site into dist/; with --serve, serves it on this machine instead and follows changes of the guides.

await mkdir(`${docsFolder}/public`, { recursive: true });
await copyFile(specFile, `${docsFolder}/public/openapi.json`);
await copyFile(`${rootFolder}/spec/openapi.yaml`, `${docsFolder}/public/openapi.yaml`);
await writeApiReference(specFile, `${docsFolder}/api`);
const warnedAbout: string[] = [];
for (const { folder, name } of packages) {
  const source = { name, folder: `${rootFolder}/packages/${folder}` };
  const isClean = await writePackageReference(source, `${docsFolder}/reference/${folder}`);
  if (!isClean) warnedAbout.push(name);
}
if (process.argv.includes('--serve')) {
  const server = await createServer(docsFolder, { host: '127.0.0.1' });
  await server.listen();
  server.printUrls();
} else {
  await build(docsFolder);
  await writeForAssistants(docsFolder, siteFolder);
  if (warnedAbout.length > 0) {
    console.error(`TypeDoc warned about ${warnedAbout.join(', ')}; see above`);
    process.exitCode = 1;
  }
}
