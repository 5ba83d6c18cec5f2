import { readConfiguration } from '../configuration.ts';
import type { Command } from './command.ts';
import { describePeppers, retire, retirementOf } from './keyring/peppers.ts';
import {
  describeSigningKeys,
  retireSigning,
  rotateSigningKey,
  signingKeyRetirementOf,
} from './keyring/signing-keys.ts';
import { rewrapKeyring, rotateDataKey, rotatePepper } from './maintenance.ts';

/** The commands that show and change the keys of the keyring. */
export const keyringCommands: Readonly<Record<string, Command>> = {
  'rotate-pepper': {
    help: 'hash API keys under a new pepper: new keys from now on, the others at their next use',
    run: (environment, _, say) => rotatePepper(readConfiguration(environment), say),
  },
  peppers: {
    help: 'show how many API keys depend on each pepper',
    run: async (environment, _, say) => say(await describePeppers(readConfiguration(environment))),
  },
  'retire-pepper': {
    takes: '<version> [--stop-keys <number>]',
    help: 'remove an old pepper from the keyring; if API keys depend on it, confirm their number',
    async run(environment, parameters, say) {
      const retirement = retirementOf(parameters);
      say(await retire(readConfiguration(environment), retirement));
    },
  },
  'rotate-signing-key': {
    help: 'sign links, cursors, checkouts and file names with a new key; earlier ones still verify',
    run: async (environment, _, say) => say(await rotateSigningKey(readConfiguration(environment))),
  },
  'signing-keys': {
    help: 'show the signing keys, and when each can be retired',
    run: async (environment, _, say) =>
      say(await describeSigningKeys(readConfiguration(environment))),
  },
  'retire-signing-key': {
    takes: '<version> [--now]',
    help: 'remove an old signing key from the keyring; with --now, what it signed ends at once',
    async run(environment, parameters, say) {
      const retirement = signingKeyRetirementOf(parameters);
      say(await retireSigning(readConfiguration(environment), retirement));
    },
  },
  'rotate-data-key': {
    help: 'seal new secrets and files under a new key, and reseal the stored secrets',
    run: (environment, _, say) => rotateDataKey(readConfiguration(environment), say),
  },
  'rewrap-keyring': {
    takes: '[--plain]',
    help: 'wrap the keyring under KMS_KEY_ID, whatever wrapped it before; with --plain, undo that',
    run: (environment, parameters, say) =>
      rewrapKeyring(readConfiguration(environment), parameters, say),
  },
};
