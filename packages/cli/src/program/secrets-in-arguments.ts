import { UsageError } from '../command/usage-error.ts';

/** API keys and webhook secrets, also right behind other letters. The prefix alone, as in `--help` or a placeholder, is no secret. */
const SECRET = /(?:fh_(?:live|test)_sk_|whsec_)\w{8}/;

/**
 * Refuses a command line with a secret in it: every process of the machine can read it, and the shell keeps it in its
 * history. Contract §1 keeps keys out of everything that is stored.
 *
 * @throws UsageError that does not repeat the secret
 */
export function refuseSecrets(parameters: readonly string[]): void {
  if (!parameters.some(isSecret)) return;
  throw new UsageError(
    "A key on the command line is visible to other processes and stays in the shell's history, so it is not used. " +
      "Delete that line from the history and rotate the key. Then store the new one with 'firsthand login', or set FIRSTHAND_API_KEY",
  );
}

function isSecret(parameter: string): boolean {
  return SECRET.test(parameter) || /^--api-?key(=|$)/.test(parameter);
}
