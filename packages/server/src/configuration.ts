import type { z } from 'zod';
import {
  type AmazonConfiguration,
  amazonProblems,
  amazonSettings,
  readAmazon,
} from './settings/amazon-settings.ts';
import {
  type DatabaseConfiguration,
  databaseProblems,
  databaseSettings,
  readDatabase,
} from './settings/database-settings.ts';
import {
  type DeliveryConfiguration,
  deliverySettings,
  readDelivery,
} from './settings/delivery-settings.ts';
import {
  type FolderConfiguration,
  folderSettings,
  readFolder,
} from './settings/folder-settings.ts';
import {
  type LimitConfiguration,
  limitProblems,
  limitSettings,
  readLimit,
} from './settings/limit-settings.ts';
import {
  type MailConfiguration,
  mailProblems,
  mailSettings,
  readMail,
} from './settings/mail-settings.ts';
import {
  type NetworkConfiguration,
  networkProblems,
  networkSettings,
  readNetwork,
} from './settings/network-settings.ts';
import {
  type PaymentConfiguration,
  paymentProblems,
  paymentSettings,
  readPayment,
} from './settings/payment-settings.ts';
import {
  type ProgramConfiguration,
  programSettings,
  readProgram,
} from './settings/program-settings.ts';
import {
  readScoring,
  type ScoringConfiguration,
  scoringProblems,
  scoringSettings,
} from './settings/scoring-settings.ts';
import type { Setting, ValuesOf } from './settings/setting.ts';
import {
  readSignup,
  type SignupConfiguration,
  signupProblems,
  signupSettings,
} from './settings/signup-settings.ts';

export type { SignupMode } from './settings/signup-settings.ts';

/** Everything that a server is configured with. */
export interface Configuration
  extends NetworkConfiguration,
    DatabaseConfiguration,
    FolderConfiguration,
    AmazonConfiguration,
    PaymentConfiguration,
    LimitConfiguration,
    DeliveryConfiguration,
    SignupConfiguration,
    ScoringConfiguration,
    MailConfiguration,
    ProgramConfiguration {}

/** Every environment variable that the server reads. The README has the same table. */
export const settings = {
  ...networkSettings,
  ...databaseSettings,
  ...folderSettings,
  ...amazonSettings,
  ...paymentSettings,
  ...limitSettings,
  ...deliverySettings,
  ...signupSettings,
  ...scoringSettings,
  ...mailSettings,
  ...programSettings,
} as const satisfies Record<string, Setting>;

type Values = ValuesOf<typeof settings>;

/** The environment is invalid. The message names every wrong variable and never shows a value. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** Reads the configuration from the environment. Throws a `ConfigurationError` that names every problem. */
export function readConfiguration(
  environment: Readonly<Record<string, string | undefined>>,
): Configuration {
  const values = parseSettings(environment);
  const folder = readFolder(values);
  return {
    ...readNetwork(values),
    ...readDatabase(values, folder.dataFolder),
    ...folder,
    ...readAmazon(values),
    ...readPayment(values),
    ...readLimit(values),
    ...readDelivery(values),
    ...readSignup(values),
    ...readScoring(values),
    ...readMail(values),
    ...readProgram(values),
  };
}

function parseSettings(environment: Readonly<Record<string, string | undefined>>): Values {
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, { schema }] of Object.entries<Setting>(settings)) {
    const text = environment[name];
    if (text === undefined || text === '') continue;
    const parsed = schema.safeParse(text);
    if (parsed.success) values[name] = parsed.data;
    else problems.push(`${name} ${problemOf(parsed.error)}`);
  }
  problems.push(...problemsBetween(values));
  if (problems.length === 0) return values;
  throw new ConfigurationError(`Invalid environment: ${problems.join('; ')}`);
}

/** Returns a problem for each setting that does not fit the others. */
function problemsBetween(values: Values): string[] {
  return [
    ...networkProblems(values),
    ...databaseProblems(values),
    ...amazonProblems(values),
    ...paymentProblems(values),
    ...limitProblems(values),
    ...signupProblems(values),
    ...scoringProblems(values),
    ...mailProblems(values),
  ];
}

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue?.message ?? 'is invalid';
}
