/** How a job of the test environment makes an event happen. */
export interface EventRecipe {
  /** The scenario of its simulated workers. */
  readonly scenario: string;
  /** Whether to cancel it at once. */
  readonly isCancelled?: true;
}

/**
 * What to do with a test job for an event, by the event's type. Events about credits need real money, or a sandbox's
 * controls.
 */
export const eventRecipes: Readonly<Record<string, EventRecipe>> = {
  'submission.scored': { scenario: 'approved' },
  'submission.approved': { scenario: 'approved' },
  'submission.rejected': { scenario: 'rejected' },
  'job.completed': { scenario: 'approved' },
  'job.cancelled': { scenario: 'never_picked_up', isCancelled: true },
  'job.flagged': { scenario: 'flagged' },
};
