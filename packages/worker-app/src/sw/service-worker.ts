import { answerTo, CACHE_PREFIX, outdatedCaches } from './routing.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by the build: a hash of all files, and what the app needs without a connection. */
declare const __VERSION__: string;
declare const __PRECACHE__: readonly string[];

const APP = '/worker/';
const CACHE = CACHE_PREFIX + __VERSION__;

self.addEventListener('install', (event) => {
  event.waitUntil(precache());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

// A new version waits until the person wants it: a recording must not end by a reload.
self.addEventListener('message', ({ data }) => {
  if (data === 'activate') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const answer = answerTo(event.request, self.location.origin);
  if (answer.kind === 'app') event.respondWith(cachedOr(APP, event.request));
  else if (answer.kind === 'asset') event.respondWith(cachedOr(event.request, event.request));
});

async function precache(): Promise<void> {
  const cache = await caches.open(CACHE);
  // `reload` goes past the HTTP cache, which may still hold the page of the version before.
  await cache.addAll(__PRECACHE__.map((path) => new Request(path, { cache: 'reload' })));
}

async function takeOver(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(outdatedCaches(names, CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function cachedOr(key: RequestInfo, request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(key, { ignoreSearch: true })) ?? fetch(request);
}
