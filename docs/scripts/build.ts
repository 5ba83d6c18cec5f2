import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { build, createServer } from 'vitepress';
import { packages } from '../site-pages.ts';
import { writeApiReference } from './api-reference/write-api-reference.ts';
import { landingPage } from './package-reference/landing-page.ts';
import { serverSections } from './package-reference/server-sections.ts';
import { writePackageReference } from './package-reference/write-package-reference.ts';
import { docsFolder, rootFolder, siteFolder, specFile } from './pages/paths.ts';
import { changelogPage } from './site/changelog-page.ts';
import { siteAddress } from './site/page-head.ts';
import { writeForAssistants } from './site/write-for-assistants.ts';

// Builds the site into dist/. With --serve, serves it locally instead and follows changes to the guides.

const address = siteAddress(process.env);
const publicFolder = `${docsFolder}/public`;
await mkdir(publicFolder, { recursive: true });
await copyFile(specFile, `${publicFolder}/openapi.json`);
await copyFile(`${rootFolder}/spec/openapi.yaml`, `${publicFolder}/openapi.yaml`);
const sitemap = `${address.origin}${address.base}sitemap.xml`;
await writeFile(`${publicFolder}/robots.txt`, `User-agent: *\nAllow: /\nSitemap: ${sitemap}\n`);
await writeApiReference(specFile, `${docsFolder}/api`);
await writeFile(`${docsFolder}/changelog.md`, changelogPage(rootFolder, packages));
const warnedAbout: string[] = [];
for (const each of packages) {
  const folder = `${rootFolder}/packages/${each.folder}`;
  const reference = `${docsFolder}/reference/${each.folder}`;
  const isClean = await writePackageReference({ name: each.name, folder }, reference);
  if (!isClean) warnedAbout.push(each.name);
  const { description } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
  const sections = each.folder === 'server' ? serverSections(serverHelp(folder)) : [];
  const sources = { description, reference, guides: `${docsFolder}/guides`, sections };
  await writeFile(`${reference}/index.md`, landingPage(each, sources));
}
if (process.argv.includes('--serve')) {
  const server = await createServer(docsFolder, { host: '127.0.0.1' });
  await server.listen();
  server.printUrls();
} else {
  await build(docsFolder);
  await writeForAssistants(docsFolder, siteFolder, address);
  if (warnedAbout.length > 0) {
    console.error(`TypeDoc warned about ${warnedAbout.join(', ')}; see above`);
    process.exitCode = 1;
  }
}

function serverHelp(folder: string): string {
  return execFileSync(process.execPath, [`${folder}/dist/cli.js`, 'help'], { encoding: 'utf8' });
}
