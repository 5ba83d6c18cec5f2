import type { z } from 'zod';
import { problemsBetween, settings, type Values } from './settings/all-settings.ts';
import { type AmazonConfiguration, readAmazon } from './settings/amazon-settings.ts';
import { type DatabaseConfiguration, readDatabase } from './settings/database-settings.ts';
import { type DeliveryConfiguration, readDelivery } from './settings/delivery-settings.ts';
import { type FolderConfiguration, readFolder } from './settings/folder-settings.ts';
import { type LimitConfiguration, readLimit } from './settings/limit-settings.ts';
import { type MailConfiguration, readMail } from './settings/mail-settings.ts';
import { type NetworkConfiguration, readNetwork } from './settings/network-settings.ts';
import { type PaymentConfiguration, readPayment } from './settings/payment-settings.ts';
import { type ProgramConfiguration, readProgram } from './settings/program-settings.ts';
import { readScoring, type ScoringConfiguration } from './settings/scoring-settings.ts';
import type { Setting } from './settings/setting.ts';
import { readSignup, type SignupConfiguration } from './settings/signup-settings.ts';

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

function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue?.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  return issue?.message ?? 'is invalid';
}
