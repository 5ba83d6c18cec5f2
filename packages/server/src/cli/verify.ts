import { counted } from '@firsthandapi/engine/host';
import type { Configuration } from '../configuration.ts';
import { openStorage } from '../files/open-storage.ts';
import { SealedFiles } from '../files/sealed-files.ts';
import { LocalKeyring } from '../keyring/local-keyring.ts';
import { openKeyringFile } from '../keyring/open-keyring.ts';
import { keyringMismatch } from '../keyring/verify-keyring.ts';
import { withReadableRows } from '../operator/with-store.ts';
import type { Check, Finding, Problem } from '../verify/finding.ts';
import { verification } from '../verify/verification.ts';
import type { VerifyOptions } from './verify-options.ts';

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
    const steps = verification({ store, files, keyring, sample, anchors, now: Date.now });
    return reportOf(steps, bytesPerSecond);
  });
}

/** Takes the steps at the pace that the files allow, and adds up what they found. */
async function reportOf(steps: AsyncIterable<Finding>, bytesPerSecond: number): Promise<Report> {
  const checked = { keyring: 0, books: 0, chains: 0, files: 0 };
  const problems: Problem[] = [];
  for await (const finding of steps) {
    checked[finding.check] += 1;
    problems.push(...finding.problems);
    await pause(((finding.bytes ?? 0) / bytesPerSecond) * 1_000);
  }
  return { ok: problems.length === 0, checked, problems };
}

/** Returns the report as text or JSON. */
export function formatReport(report: Report, isJson: boolean): string {
  if (isJson) return JSON.stringify(report, null, 2);
  const { checked, problems } = report;
  const counts = `Verified the keyring, the books and hash chains of ${counted(checked.books, 'organization')}, and ${counted(checked.files, 'file')}.`;
  const lines = problems.map(({ check, subject, message }) => `${check} ${subject}: ${message}`);
  return [counts, ...lines, problems.length === 0 ? 'Nothing is wrong.' : ''].join('\n').trim();
}

function pause(milliseconds: number): Promise<void> {
  return milliseconds < 1
    ? Promise.resolve()
    : new Promise((resolve) => setTimeout(resolve, milliseconds));
}
