import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { PlayedSchedule } from './fault-report.ts';

/** What an interrupted proof needs to go on. */
export interface JournalHeader {
  readonly seed: number;
  readonly schedules: number;
  readonly database: string | undefined;
  readonly processes: string | undefined;
  readonly faults: readonly string[] | undefined;
}

/** A file with a line for each schedule that was played, so that a proof that is interrupted can go on. */
export class Journal {
  readonly path: string;
  readonly header: JournalHeader;
  readonly played: readonly PlayedSchedule[];

  private constructor(path: string, header: JournalHeader, played: readonly PlayedSchedule[]) {
    this.path = path;
    this.header = header;
    this.played = played;
  }

  static create(path: string, header: JournalHeader): Journal {
    writeFileSync(path, `${JSON.stringify(header)}\n`);
    return new Journal(path, header, []);
  }

  /** Reads a journal. A line that was being written when the proof was killed is left out. */
  static open(path: string): Journal {
    if (!existsSync(path)) throw new Error(`--resume: there is no journal ${path}`);
    const [header = '', ...lines] = readFileSync(path, 'utf8').split('\n');
    const played = lines.flatMap((line) => {
      try {
        return [JSON.parse(line) as PlayedSchedule];
      } catch {
        return [];
      }
    });
    return new Journal(path, JSON.parse(header), played);
  }

  add(played: PlayedSchedule): void {
    appendFileSync(this.path, `${JSON.stringify(played)}\n`);
  }
}
