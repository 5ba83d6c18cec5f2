import { defineConfig } from 'vite';
import { serviceWorker } from './build/service-worker-plugin.ts';

export default defineConfig({
  base: '/worker/',
  plugins: [serviceWorker(import.meta.dirname)],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    target: ['chrome117', 'firefox119', 'safari17.4'],
    // Every chunk is precached: the browser needs no list of what to load beside one.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  // For working on the app: the server has the API.
  server: { proxy: { '/worker/v1': 'http://127.0.0.1:8787' } },
});
