/** What a request can wait for: events of an organization and environment, or a change of a job. */
export type Awaited = 'events' | 'job';

/** Whose requests count together. */
export interface WaitingParty {
  readonly organizationId: string;
  readonly environment: string;
}

/** As many of an organization and environment may wait at a time (contract §2). One for events looks after every event. */
const MOST_WAITING: Readonly<Record<Awaited, number>> = { events: 20, job: 100 };
const MOST_ALTOGETHER = 2_000;
/** Of the places that are free. However many organizations wait, a newcomer finds as many places as each of them has. */
const SHARE_OF_FREE = 1 / 20;

/** Counts the requests that wait. Each process counts its own. */
export class WaitingRequests {
  readonly #counts = new Map<string, number>();
  #total = 0;

  /** Returns the function that ends the wait, or undefined when as many as may are waiting already. */
  enter(what: Awaited, { organizationId, environment }: WaitingParty): (() => void) | undefined {
    const subject = `${what} ${organizationId} ${environment}`;
    const ofSubject = this.#counts.get(subject) ?? 0;
    const ofOrganization = this.#counts.get(organizationId) ?? 0;
    const fairShare = (MOST_ALTOGETHER - this.#total) * SHARE_OF_FREE;
    if (ofSubject >= MOST_WAITING[what] || ofOrganization + 1 > fairShare) return undefined;
    this.#add(subject, organizationId, 1);
    return () => this.#add(subject, organizationId, -1);
  }

  #add(subject: string, organizationId: string, change: 1 | -1): void {
    this.#total += change;
    for (const name of [subject, organizationId]) {
      const count = (this.#counts.get(name) ?? 0) + change;
      if (count > 0) this.#counts.set(name, count);
      else this.#counts.delete(name);
    }
  }
}
