import { createSandbox } from '@firsthandapi/sandbox';

// Loaded before a snippet: its calls to FirstHandAPI lead to a sandbox whose time passes as it is asked, and no
// other call leaves the process.

const sandbox = createSandbox({ clock: 'auto', seed: 1 });
const world = await sandbox.world();
process.env.FIRSTHAND_API_KEY = world.apiKey;
process.env.FIRSTHAND_LIVE_KEY = world.liveKey;

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const isOurs = [sandbox.baseUrl, sandbox.filesUrl].some((base) => url.startsWith(`${base}/`));
  if (!isOurs) throw new Error(`a snippet must not reach for ${url}`);
  return sandbox.fetch(input, init);
};
