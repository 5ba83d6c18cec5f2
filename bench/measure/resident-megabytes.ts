import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Memory that a process holds now; Linux only, NaN elsewhere. */
export function residentMegabytes({ pid }: ChildProcess): number {
  if (process.platform !== 'linux') return Number.NaN;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}
