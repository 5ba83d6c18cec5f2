import type { NextConfig } from 'next';

const config: NextConfig = {
  // 'use cache' in lib/jobs.ts: the list is kept until a webhook says that it has changed.
  cacheComponents: true,
  partialPrefetching: true,
  // Folders above this one are none of the application's.
  turbopack: { root: import.meta.dirname },
};

export default config;
