import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // happy-dom asks other hosts for permission as a browser does, which the API, made for servers, never gives.
    environmentOptions: {
      happyDOM: { settings: { fetch: { disableSameOriginPolicy: true } } },
    },
    projects: ['jsdom', 'happy-dom'].map((environment) => ({
      extends: true,
      test: { name: environment, environment, include: ['dom/*.test.ts'] },
    })),
  },
});
