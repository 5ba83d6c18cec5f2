/** What the client is asked. */
export const CLIENT_CALLS = ['getJob', 'createJob', 'listJobs'] as const;

export type ClientCall = (typeof CLIENT_CALLS)[number];
