import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import MiniSearch from 'minisearch';
import type { Problem } from '../report/problem.ts';
import { searchOptions } from './search-options.ts';

/** What readers search for, and the start of an address that the first results must include. */
const QUERIES: readonly (readonly [string, string])[] = [
  ['error', '/guides/errors-and-retries'],
  ['errors', '/guides/errors-and-retries'],
  ['exception', '/guides/errors-and-retries'],
  ['retry', '/guides/errors-and-retries'],
  ['429', '/guides/rate-limits'],
  ['401', '/guides/errors-and-retries'],
  ['refund', '/guides/credits#refunds'],
  ['delete account', '/guides/privacy-and-retention'],
  ['erasure', '/guides/privacy-and-retention'],
  ['gdpr', '/guides/privacy-and-retention'],
  ['test key', '/guides/authentication#test-keys-and-live-keys'],
  ['get a key', '/guides/quickstart#get-a-key'],
  ['webhook local', '/guides/webhooks#test-webhooks-locally'],
  ['localhost', '/guides/webhooks#test-webhooks-locally'],
  ['typescript error', '/guides/compatibility#typescript'],
  ['createJobAndWait timeout', '/guides/jobs-and-scoring#wait-for-a-job'],
  ['verify signature', '/guides/webhooks'],
  ['python', '/guides/sandbox-http'],
  ['price', '/guides/credits'],
  ['docker', '/guides/self-hosting'],
  ['changelog', '/changelog'],
];
/** How many results a reader sees without scrolling. */
const SEEN = 3;

/** Reports the queries whose answer is not among the first results of the built site's search. */
export async function checkSearch(siteFolder: string, base: string): Promise<Problem[]> {
  const search = MiniSearch.loadJSON(await readIndex(siteFolder), {
    fields: ['title', 'titles', 'text'],
    storeFields: ['title', 'titles'],
    // The defaults of VitePress, and what this site changes.
    searchOptions: {
      fuzzy: 0.2,
      prefix: true,
      boost: { title: 4, text: 2, titles: 1 },
      ...searchOptions,
    },
  });
  return QUERIES.flatMap(([query, expected]) => {
    const results = search.search(query).map(({ id }) => `/${String(id).slice(base.length)}`);
    const [first = 'nothing', ...others] = results.slice(0, SEEN);
    if ([first, ...others].some((id) => id.startsWith(expected))) return [];
    const message = `search for "${query}" finds ${[first, ...others].join(', ')} before ${expected}`;
    return [{ file: 'docs/scripts/search/keywords.ts', line: undefined, message }];
  });
}

async function readIndex(siteFolder: string): Promise<string> {
  const folder = `${siteFolder}/assets/chunks`;
  const file = (await readdir(folder)).find((name) => name.startsWith('@localSearchIndexroot'));
  if (file === undefined) throw new Error(`${folder}: no search index`);
  return (await import(pathToFileURL(`${folder}/${file}`).href)).default;
}
