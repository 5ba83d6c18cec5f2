import type { Command } from '../command/command.ts';

/** A command that is not an operation, before it is loaded. */
export interface LazyCommand {
  readonly summary: string;
  readonly load: () => Promise<Command>;
  /** Whether all that follows its words goes to it as it is. */
  readonly takesAll?: true;
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
  trigger: {
    summary: 'Make a webhook event happen',
    load: async () => (await import('../trigger/trigger-command.ts')).command,
  },
  'logs tail': {
    summary: "Show the organization's requests as they happen",
    load: async () => (await import('../logs/tail-command.ts')).command,
  },
  sandbox: {
    summary: 'Serve the sandbox: the API on your machine, without an account',
    takesAll: true,
    load: async () => (await import('../sandbox/sandbox-command.ts')).command,
  },
  login: {
    summary: 'Store an API key',
    load: async () => (await import('../account/login-command.ts')).command,
  },
  logout: {
    summary: 'Delete a stored API key',
    load: async () => (await import('../account/logout-command.ts')).command,
  },
  whoami: {
    summary: 'Show which key, service and organization are used',
    load: async () => (await import('../account/whoami-command.ts')).command,
  },
  doctor: {
    summary: 'Find out why something does not work',
    load: async () => (await import('../doctor/doctor-command.ts')).command,
  },
  completion: {
    summary: 'Print completion for bash, zsh or fish',
    load: async () => (await import('../completion/completion-command.ts')).command,
  },
};
