import { amazonProblems, amazonSettings } from './amazon-settings.ts';
import { databaseProblems, databaseSettings } from './database-settings.ts';
import { deliverySettings } from './delivery-settings.ts';
import { folderSettings } from './folder-settings.ts';
import { limitProblems, limitSettings } from './limit-settings.ts';
import { mailProblems, mailSettings } from './mail-settings.ts';
import { networkProblems, networkSettings } from './network-settings.ts';
import { paymentProblems, paymentSettings } from './payment-settings.ts';
import { programSettings } from './program-settings.ts';
import { scoringProblems, scoringSettings } from './scoring-settings.ts';
import type { Setting, ValuesOf } from './setting.ts';
import { signupProblems, signupSettings } from './signup-settings.ts';

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

/** The settings that were given, parsed. */
export type Values = ValuesOf<typeof settings>;

/** Returns a problem for each setting that does not fit the others. */
export function problemsBetween(values: Values): string[] {
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
