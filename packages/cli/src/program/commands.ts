import type { Command } from '../command/command.ts';

/** A command that is not an operation, before it is loaded. */
export interface LazyCommand {
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

/** The commands that are not operations, by the words that follow `firsthand`. */
export const commands: Readonly<Record<string, LazyCommand>> = {
  'jobs wait': {
    summary: 'Wait for a job, and download its files',
    load: async () => (await import('../jobs/wait-command.ts')).command,
  },
  'jobs download': {
    summary: "Download a job's files",
    load: async () => (await import('../jobs/download-command.ts')).command,
  },
  listen: {
    summary: 'Forward webhook events to your machine',
    load: async () => (await import('../listen/listen-command.ts')).command,
  },
};
