import type { Instant } from '@firsthandapi/engine';
import type { StoreLocation } from '@firsthandapi/server/testing';
import type { CodeMail } from '../../world/last-code.ts';
import type { FailureStatus, WorldOptions } from '../../world/target.ts';

/** Initial state of a world in a host process. */
export interface WorldSetup {
  readonly location: StoreLocation;
  /** Holds the keyring and files. */
  readonly folder: string;
  /** Base URL for clients, whichever process responds. */
  readonly publicUrl: string;
  /** Settings beside these, by the names of the server's variables. */
  readonly environment: Readonly<Record<string, string>>;
  readonly tier: NonNullable<WorldOptions['tier']>;
}

export interface Keys {
  readonly testKey: string;
  readonly liveKey: string;
}

/** Commands that a host process executes, by name. */
export interface HostCommands {
  begin(setup: WorldSetup): Promise<void>;
  /** Creates the world's account; sent to one process only. */
  openAccount(options: { readonly credits_cents: number }): Promise<Keys>;
  now(): Promise<Instant>;
  setClock(instant: Instant): Promise<void>;
  nextDue(): Promise<Instant | null>;
  /** Runs one due task, and resolves with whether there was one. */
  runNext(): Promise<boolean>;
  /** Advances the clock of the only host of a world, and runs what falls due on the way. */
  advance(milliseconds: number): Promise<void>;
  /** The mails that this process has sent, oldest first. */
  mails(): Promise<readonly CodeMail[]>;
  failNext(status: FailureStatus): Promise<void>;
  end(): Promise<void>;
}

export interface Command {
  readonly number: number;
  readonly name: keyof HostCommands;
  readonly argument: unknown;
}

/** `url` is sent once, before any other reply: where the process listens. */
export type Reply =
  | { readonly url: string }
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: string };
