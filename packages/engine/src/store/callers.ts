import type { ApiKeyRecord, KeySecretRecord, OrganizationRecord } from './records.ts';

/** A secret with its key and the key's organization, each undefined when it does not exist. */
export interface KeyHolder {
  readonly secret: KeySecretRecord;
  readonly key: ApiKeyRecord | undefined;
  readonly organization: OrganizationRecord | undefined;
}

/** Who sends a request. */
export interface Callers {
  /** Returns the holder of the first of these secrets that exists, or undefined when none does. */
  find(secretIds: readonly string[]): Promise<KeyHolder | undefined>;
}

interface Rows<R> {
  get(id: string): Promise<R | undefined>;
}

/** The rows that tell who sends a request. */
export interface CallerTables {
  readonly key_secrets: Rows<KeySecretRecord>;
  readonly api_keys: Rows<ApiKeyRecord>;
  readonly organizations: Rows<OrganizationRecord>;
}

/** Finds callers row by row, for stores in which a row costs no round trip. */
export class TableCallers implements Callers {
  readonly #tables: CallerTables;

  constructor(tables: CallerTables) {
    this.#tables = tables;
  }

  async find(secretIds: readonly string[]): Promise<KeyHolder | undefined> {
    const { key_secrets, api_keys, organizations } = this.#tables;
    for (const id of secretIds) {
      const secret = await key_secrets.get(id);
      if (secret === undefined) continue;
      const key = await api_keys.get(secret.key_id);
      const organization = key && (await organizations.get(key.organization_id));
      return { secret, key, organization };
    }
    return undefined;
  }
}
