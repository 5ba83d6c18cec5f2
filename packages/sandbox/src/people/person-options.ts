import { type OptionNames, requireBoolean, requireKnown, show } from '../values/check-options.ts';
import type { PersonOptions } from '../world/person.ts';

const NAMES: OptionNames<PersonOptions> = { email: true, signUp: true };

/**
 * Throws unless the options are those of a person.
 *
 * @throws TypeError naming the option.
 */
export function requirePersonOptions(options: PersonOptions): void {
  requireKnown(options, NAMES, 'person');
  const { email, signUp } = options;
  requireBoolean(signUp, 'signUp');
  if (email === undefined || (typeof email === 'string' && email.includes('@'))) return;
  throw new TypeError(`Invalid email: ${show(email)}; pass an e-mail address`);
}
