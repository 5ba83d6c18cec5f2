/**
 * Turns files/ and files/probe.json into the engine's generated modules. Needs no media tools.
 * With `--check` nothing is written; it fails when a module is stale, missing or left over.
 *
 *     node packages/engine/media/generate-modules.ts [--check]
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestFile, type ProbedFile } from './probe.ts';
import {
  groupByModule,
  isPackOf,
  packBytes,
  readPayloads,
  renderCatalog,
  renderLoaders,
  renderPayloads,
} from './render-modules.ts';

const source = join(import.meta.dirname, 'files');
const target = join(import.meta.dirname, '../src/precanned/generated');
const isCheck = process.argv.includes('--check');

const files = JSON.parse(readFileSync(join(source, 'probe.json'), 'utf8')) as ProbedFile[];
const modules = groupByModule(files);
const problems = [...verifyFiles(), ...(isCheck ? findStaleModules() : [])];
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else if (isCheck) {
  console.log(`${modules.size + 2} modules are up to date with ${files.length} files.`);
} else {
  writeModules();
}

/** probe.json must describe the files as they are, or the catalog would lie about them. */
function verifyFiles(): string[] {
  const listed = new Set(['probe.json', ...files.map(({ file }) => file)]);
  const unlisted = readdirSync(source).filter((file) => !listed.has(file));
  const changed = files.filter(({ file, sizeBytes, sha256 }) => {
    const path = join(source, file);
    if (!existsSync(path)) return true;
    const digest = digestFile(path);
    return digest.sizeBytes !== sizeBytes || digest.sha256 !== sha256;
  });
  const strays = [...unlisted, ...changed.map(({ file }) => file)];
  return strays.map((file) => `files/${file} differs from files/probe.json: run make-media.ts.`);
}

function findStaleModules(): string[] {
  const wanted = [...modules.keys(), 'catalog', 'loaders'].map((name) => `${name}.ts`);
  const present = existsSync(target) ? readdirSync(target) : [];
  const stale = wanted.filter((file) => !present.includes(file) || !isCurrent(file));
  const leftOver = present.filter((file) => !wanted.includes(file));
  return [...stale, ...leftOver].map(
    (file) => `generated/${file} is out of date: run generate-modules.ts.`,
  );
}

/**
 * Bytes are compared as they unpack, not as they are packed: releases of zlib pack differently,
 * and that alone does not make a module stale.
 */
function isCurrent(file: string): boolean {
  const text = readFileSync(join(target, file), 'utf8');
  if (file === 'catalog.ts') return text === renderCatalog(files);
  if (file === 'loaders.ts') return text === renderLoaders([...modules.keys()]);
  const members = modules.get(file.replace(/\.ts$/, '')) ?? [];
  const payloads = readPayloads(text);
  return (
    text === renderPayloads(payloads) &&
    payloads.length === members.length &&
    members.every((member, index) => {
      const payload = payloads[index];
      return payload !== undefined && isPackOf(readBytes(member), payload);
    })
  );
}

function writeModules(): void {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'catalog.ts'), renderCatalog(files));
  writeFileSync(join(target, 'loaders.ts'), renderLoaders([...modules.keys()]));
  let characters = 0;
  for (const [name, members] of modules) {
    const text = renderPayloads(members.map((member) => packBytes(readBytes(member))));
    characters += text.length;
    writeFileSync(join(target, `${name}.ts`), text);
  }
  console.log(`${modules.size + 2} modules, ${characters} characters of payload, in ${target}`);
}

function readBytes({ file }: ProbedFile): Buffer {
  return readFileSync(join(source, file));
}
