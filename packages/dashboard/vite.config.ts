import { defineConfig } from 'vite';

export default defineConfig({
  base: '/dashboard/',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: ['chrome117', 'firefox119', 'safari17.4'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // For working on the app: the server has the API.
  server: { proxy: { '/v1': 'http://127.0.0.1:8787', '/account/v1': 'http://127.0.0.1:8787' } },
});
