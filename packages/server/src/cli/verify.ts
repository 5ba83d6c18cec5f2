import { parseArgs } from 'node:util';
import { counted } from '@firsthandapi/engine/host';
import type { Configuration } from '../configuration.ts';
import { openStorage } from '../files/open-storage.ts';
import { SealedFiles } from '../files/sealed-files.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { openKeyringFile } from '../keyring/open-keyring.ts';
import { keyringMismatch } from '../keyring/verify-keyring.ts';
import { UsageError } from '../operator/usage-error.ts';
import { withReadableRows } from '../operator/with-store.ts';
import { type ChainAnchor, parseAnchor } from '../verify/chain-anchor.ts';
import type { Check, Problem } from '../verify/finding.ts';
import { verification } from '../verify/verification.ts';

const SAMPLE = 200;
const MEGABYTE = 1_048_576;
const RATE_MEGABYTES = 50;

export interface VerifyOptions {
  /** Files of each kind that are read; undefined for all. */
  readonly sample: number | undefined;
  /** Bytes of files per second. */
  readonly bytesPerSecond: number;
  readonly isJson: boolean;
  /** Seals that the log names. */
  readonly anchors: readonly ChainAnchor[];
}

/** What a verification found. */
export interface Report {
  readonly ok: boolean;
  /** Steps by what they checked. */
  readonly checked: Readonly<Record<Check, number>>;
  readonly problems: readonly Problem[];
}

/** Verifies the books, chains, files and keyring, beside a running server or without one. */
export async function verify(
  configuration: Configuration,
  {
    sample,
    bytesPerSecond,
    anchors = [],
  }: Pick<VerifyOptions, 'sample' | 'bytesPerSecond'> & Partial<Pick<VerifyOptions, 'anchors'>>,
): Promise<Report> {
  const keyring = new LocalKeyring(await openKeyringFile(configuration));
  return withReadableRows(configuration, async (store) => {
    const files = new SealedFiles(await openStorage(configuration), keyring, store);
    // The verification reports another keyring, beside what can be checked without one.
    const mismatch = await keyringMismatch(store, keyring.material);
    if (mismatch === undefined) await store.useKeyring(keyring);
    const checked = { keyring: 0, books: 0, chains: 0, files: 0 };
    const problems: Problem[] = [];
    const steps = verification({ store, files, keyring, sample, anchors, now: Date.now });
    for await (const finding of steps) {
      checked[finding.check] += 1;
      problems.push(...finding.problems);
      await pause(((finding.bytes ?? 0) / bytesPerSecond) * 1_000);
    }
    return { ok: problems.length === 0, checked, problems };
  });
}

/** Returns the report as text or JSON. */
export function formatReport(report: Report, isJson: boolean): string {
  if (isJson) return JSON.stringify(report, null, 2);
  const { checked, problems } = report;
  const counts = `Verified the keyring, the books and hash chains of ${counted(checked.books, 'organization')}, and ${counted(checked.files, 'file')}.`;
  const lines = problems.map(({ check, subject, message }) => `${check} ${subject}: ${message}`);
  return [counts, ...lines, problems.length === 0 ? 'Nothing is wrong.' : ''].join('\n').trim();
}

/** Parses the arguments of `verify`. Throws a `UsageError` that shows the right form. */
export function verifyOptionsOf(parameters: readonly string[]): VerifyOptions {
  const { all, sample, rate, json, anchor = [] } = parseWords(parameters);
  if (sample !== undefined && all === true)
    throw new UsageError('Pass --all or --sample, not both');
  return {
    sample: all === true ? undefined : numberOf('--sample', sample ?? String(SAMPLE)),
    bytesPerSecond: numberOf('--rate', rate ?? String(RATE_MEGABYTES)) * MEGABYTE,
    isJson: json === true,
    anchors: anchor.map(anchorOf),
  };
}

function parseWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        all: { type: 'boolean' },
        sample: { type: 'string' },
        rate: { type: 'string' },
        json: { type: 'boolean' },
        anchor: { type: 'string', multiple: true },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function anchorOf(word: string): ChainAnchor {
  const anchor = parseAnchor(word);
  if (anchor !== undefined) return anchor;
  throw new UsageError('--anchor must be the anchor of a chains.sealed line of the log');
}

function numberOf(name: string, word: string): number {
  if (/^[1-9]\d{0,8}$/.test(word)) return Number(word);
  throw new UsageError(`${name} must be a positive integer, such as ${name} 100`);
}

function pause(milliseconds: number): Promise<void> {
  return milliseconds < 1
    ? Promise.resolve()
    : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
