import { UsageError } from '../operator/usage-error.ts';

/** Parses the argument of a command that is about one organization. Throws a `UsageError` that shows the right form. */
export function organizationOf(command: string, [id = '', ...rest]: readonly string[]): string {
  if (/^org_[0-9A-Z]{26}$/.test(id) && rest.length === 0) return id;
  throw new UsageError(
    `${command} needs the id of one organization, for example: ${command} org_01KM59A1BW985GKSY6QD6Y445R`,
  );
}
