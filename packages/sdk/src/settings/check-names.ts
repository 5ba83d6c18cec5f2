import { FirstHandConfigurationError } from '../errors/client-errors.ts';

/**
 * Rejects options that do not exist: misspelt, they would be ignored.
 *
 * @param names those that exist, separated by spaces
 * @throws FirstHandConfigurationError that names the option and those that exist
 */
export function checkNames(given: object, names: string): void {
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !names.split(' ').includes(name)) {
      throw new FirstHandConfigurationError(`Unknown option ${name}, expected: ${names}`);
    }
  }
}
