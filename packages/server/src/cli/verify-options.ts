import { parseArgs } from 'node:util';
import { UsageError } from '../operator/usage-error.ts';
import { type ChainAnchor, parseAnchor } from '../verify/chain-anchor.ts';

const SAMPLE = 200;

const MEGABYTE = 1_048_576;

const RATE_MEGABYTES = 50;

/** What a verification reads, how fast, and how it reports. */
export interface VerifyOptions {
  /** Files of each kind that are read; undefined for all. */
  readonly sample: number | undefined;
  /** Bytes of files per second. */
  readonly bytesPerSecond: number;
  readonly isJson: boolean;
  /** Seals that the log names. */
  readonly anchors: readonly ChainAnchor[];
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
