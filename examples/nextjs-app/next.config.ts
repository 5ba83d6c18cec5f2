import type { NextConfig } from 'next';

const config: NextConfig = {
  // For 'use cache' in lib/jobs.ts: the list is cached until a webhook reports a change.
  cacheComponents: true,
  partialPrefetching: true,
  // The folders above this one do not belong to the application.
  turbopack: { root: import.meta.dirname },
};

export default config;
