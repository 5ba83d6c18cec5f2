import type { Instant } from '@firsthandapi/engine';
import type { StoreLocation } from '@firsthandapi/server/testing';
import type { FailureStatus, WorldOptions } from '../../world/target.ts';

/** How a world begins in a host process. */
export interface Beginning {
  readonly location: StoreLocation;
  /** Keyring and files. */
  readonly folder: string;
  /** Where clients reach the service, whichever process answers. */
  readonly publicUrl: string;
  readonly tier: NonNullable<WorldOptions['tier']>;
}

export interface Keys {
  readonly testKey: string;
  readonly liveKey: string;
}

/** What the test process asks of a host process, by name. */
export interface HostCommands {
  begin(beginning: Beginning): Promise<void>;
  /** Makes the world's account: in one of its processes. */
  openAccount(options: { readonly credits_cents: number }): Promise<Keys>;
  now(): Promise<Instant>;
  setClock(instant: Instant): Promise<void>;
  nextDue(): Promise<Instant | null>;
  /** Performs one task that is due, and says whether there was one. */
  runNext(): Promise<boolean>;
  failNext(status: FailureStatus): Promise<void>;
  end(): Promise<void>;
}

export interface Question {
  readonly number: number;
  readonly command: keyof HostCommands;
  readonly argument: unknown;
}

/** `url` comes once, before every answer: where the process listens. */
export type Answer =
  | { readonly url: string }
  | { readonly number: number; readonly value: unknown }
  | { readonly number: number; readonly error: string };
