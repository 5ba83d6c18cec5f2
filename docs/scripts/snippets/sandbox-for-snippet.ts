import { createSandbox } from '@firsthandapi/sandbox';

// Preloaded by snippets: sends calls to FirstHandAPI to a sandbox with an automatic clock, and fails all others.

const sandbox = createSandbox({ clock: 'auto', seed: 1 });
const world = await sandbox.world();
process.env.FIRSTHAND_API_KEY = world.apiKey;
process.env.FIRSTHAND_LIVE_KEY = world.liveKey;
process.env.FIRSTHAND_WEBHOOK_SECRET = 'whsec_0123456789abcdef';

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const isOurs = [sandbox.baseUrl, sandbox.filesUrl].some((base) => url.startsWith(`${base}/`));
  if (!isOurs) throw new Error(`Snippets must not send requests to ${url}`);
  return sandbox.fetch(input, init);
};
