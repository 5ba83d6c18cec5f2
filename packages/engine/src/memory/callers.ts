import type { Callers, KeyHolder } from '../store/callers.ts';
import type { ApiKeyRecord, KeySecretRecord, OrganizationRecord } from '../store/records.ts';
import type { MemoryTable } from './table.ts';

/** The rows that tell who sends a request. */
export interface CallerTables {
  readonly key_secrets: MemoryTable<KeySecretRecord>;
  readonly api_keys: MemoryTable<ApiKeyRecord>;
  readonly organizations: MemoryTable<OrganizationRecord>;
}

/** Finds callers at once, since every request does. */
export class MemoryCallers implements Callers {
  readonly #tables: CallerTables;

  constructor(tables: CallerTables) {
    this.#tables = tables;
  }

  async find(secretIds: readonly string[]): Promise<KeyHolder | undefined> {
    for (const id of secretIds) {
      const holder = this.peek(id);
      if (holder !== undefined) return holder;
    }
    return undefined;
  }

  /** Returns the holder of a secret, or undefined when there is no such secret. */
  peek(secretId: string): KeyHolder | undefined {
    const { key_secrets, api_keys, organizations } = this.#tables;
    const secret = key_secrets.peek(secretId);
    if (secret === undefined) return undefined;
    const key = api_keys.peek(secret.key_id);
    const organization = key && organizations.peek(key.organization_id);
    return { secret, key, organization };
  }
}
