// `--dry-run` packs what would be published and checks it. `--from-pack-dir` publishes what
// `changeset pack` has packed into a folder, after the same checks; the release workflow uses it.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Check, runCheck } from '@firsthandapi/compatibility/harness/check';
import { packPackages } from '@firsthandapi/compatibility/harness/pack-packages';
import { formatFailures, formatTable } from '@firsthandapi/compatibility/harness/print-table';
import {
  publishedPackages,
  type WorkspacePackage,
  workspacePackages,
} from '../published-packages.ts';
import { checkPackage, publishPackages } from './package-commands.ts';
import { plannedVersions } from './planned-versions.ts';
import { isPythonFit } from './python-distributions.ts';
import { reasonsNotToPublish } from './release-workflow.ts';
import { readTarball, type Tarball } from './tarball.ts';
import { HEADINGS, listFiles, tarballCheck } from './tarball-check.ts';
import { writeBills } from './write-bills.ts';

const { values } = parseArgs({
  options: {
    'dry-run': { type: 'boolean', default: false },
    'from-pack-dir': { type: 'string' },
  },
});
const isDryRun = values['dry-run'];
const packFolder = values['from-pack-dir'];
const published = await publishedPackages();
const temporary = await mkdtemp(join(tmpdir(), 'firsthandapi-release-'));
try {
  if (!isDryRun) refuseOutsideTheWorkflow();
  const tarballs = isDryRun ? await packAll() : await packedIn(packFolder as string);
  if (isDryRun) for (const tarball of tarballs) console.log(`${listFiles(tarball)}\n`);
  const billsAreFit = await writeBills(
    tarballs,
    isDryRun ? temporary : join(packFolder as string, 'sbom'),
  );
  const pythonIsFit = !isDryRun || (await isPythonFit(join(temporary, 'python')));
  if (!(await areFit(tarballs)) || !billsAreFit || !pythonIsFit) process.exitCode = 1;
  else if (!isDryRun) await publishPackages(packFolder as string);
} catch (error) {
  console.error(`Not released: ${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await rm(temporary, { recursive: true, force: true });
}

function refuseOutsideTheWorkflow(): void {
  const reasons = reasonsNotToPublish(process.env);
  if (!packFolder) reasons.push('--from-pack-dir does not say what to publish');
  if (reasons.length === 0) return;
  throw new Error(
    `only the release workflow publishes, and here\n${reasons.map((reason) => `- ${reason}`).join('\n')}\n` +
      'To see what would be published: pnpm release --dry-run',
  );
}

async function packAll(): Promise<Tarball[]> {
  const rooms = published.map(({ room }) => basename(room));
  const packed = await packPackages(rooms, temporary);
  return Promise.all(packed.map(({ tarball }) => unpack(tarball)));
}

async function packedIn(folder: string): Promise<Tarball[]> {
  const waiting = [...(await plannedVersions()).keys()];
  if (waiting.length > 0) {
    throw new Error(
      `changesets wait for ${waiting.join(', ')}: merge the pull request that applies them`,
    );
  }
  const files = (await readdir(join(folder, 'packages'))).filter((file) => file.endsWith('.tgz'));
  if (files.length === 0) throw new Error(`${join(folder, 'packages')}: no tarballs`);
  return Promise.all(files.map((file) => unpack(join(folder, 'packages', file))));
}

function unpack(path: string): Promise<Tarball> {
  return readTarball(path, join(temporary, `contents-${basename(path)}`));
}

/** Checks all tarballs and prints the results. */
async function areFit(tarballs: readonly Tarball[]): Promise<boolean> {
  const versions = await plannedVersions();
  const privateNames = (await workspacePackages())
    .filter(({ manifest }) => manifest.private)
    .map(({ manifest }) => manifest.name);
  const outcomes = [];
  for (const tarball of tarballs) {
    outcomes.push(await runCheck(checkOf(tarball, versions, privateNames)));
  }
  console.log(formatTable(HEADINGS, outcomes));
  const failures = formatFailures(outcomes);
  if (failures) console.error(`\n${failures}`);
  return !failures;
}

function checkOf(
  tarball: Tarball,
  versions: ReadonlyMap<string, string>,
  privateNames: readonly string[],
): Check {
  const { name, version } = tarball.manifest;
  const origin = published.find(({ manifest }) => manifest.name === name);
  if (!origin) throw new Error(`${name} is not a published package of this repository`);
  const planned = versions.get(name);
  const shown = planned ? `${version} → ${planned}` : version;
  return tarballCheck(tarball, { room: origin.room, privateNames }, shown, () => moreOf(origin));
}

/** Checks that types resolve for every way to import. Without a build, the check ran when it was packed. */
async function moreOf(origin: WorkspacePackage): Promise<string> {
  return isDryRun ? checkPackage(origin.folder) : '';
}
