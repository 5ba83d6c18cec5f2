import type { QuotaName } from '@firsthandapi/spec';
import { ClearingCache } from '../../runtime/clearing-cache.ts';
import type { Scope } from '../../store/scope.ts';
import type { Instant } from '../../time/instant.ts';

/** Maximum number of organizations that are remembered. */
const REMEMBERED = 10_000;
/** An operator may change a tier and change it back, and another process may count in between. */
const VALID_MS = 60_000;

/** When each quota was found without a count. */
type Found = Map<QuotaName, Instant>;

/**
 * Remembers for a minute that a quota without a limit has no count from a time when it had one, so that what needs it does
 * not have to look for one. Each process keeps its own.
 */
export class UncountedQuotas {
  readonly #found = {
    test: new ClearingCache<string, Found>(REMEMBERED),
    live: new ClearingCache<string, Found>(REMEMBERED),
  };

  has({ organization_id, environment }: Scope, name: QuotaName, now: Instant): boolean {
    const since = this.#found[environment].get(organization_id)?.get(name);
    // Also false when the clock was set back.
    return since !== undefined && now >= since && now - since < VALID_MS;
  }

  note({ organization_id, environment }: Scope, name: QuotaName, now: Instant): void {
    const found = this.#found[environment].get(organization_id);
    if (found !== undefined) found.set(name, now);
    else this.#found[environment].set(organization_id, new Map([[name, now]]));
  }

  /** Called when the quota has a limit. */
  forget({ organization_id, environment }: Scope, name: QuotaName): void {
    this.#found[environment].get(organization_id)?.delete(name);
  }
}
