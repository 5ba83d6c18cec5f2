import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import stream from 'node:stream';
import { createNodeFetch } from '../delivery/node-fetch.ts';
import { LocalSandbox, type SandboxSetup } from '../local/local-sandbox.ts';
import type { SandboxOptions } from '../world/sandbox.ts';
import type { ServeOptions } from './serve-options.ts';

const NODE = { http, https, dns, stream };

/** A server may run for weeks, and its first requests are of no interest by then. */
const LOG_LIMIT = 10_000;

/** No test runner ends what waits for a webhook handler that hangs. */
const PATIENCE_MS = 30_000;

const SETUP: SandboxSetup = {
  signsWithMachineTime: true,
  defaultSeed: 1,
  patience: PATIENCE_MS,
  // A person may move the clock.
  pollPatience: undefined,
};

/** Begins the sandbox of a server at a URL, and its default world, which delivers to `forwardTo`. */
export async function beginSandbox(options: ServeOptions, url: string) {
  const { clock, speed, apiKey, fixtures, snapshot, ...rest } = options;
  const { forwardTo, webhookSecret, ...defaults } = rest;
  const sandbox = new LocalSandbox(sandboxOptions(defaults, url), SETUP);
  sandbox.observe();
  const world = await sandbox.world({ clock, speed, apiKey, fixtures, snapshot });
  if (forwardTo === undefined) return { sandbox, webhookSecret: undefined };
  const endpoint = await world.webhooks.deliverTo(forwardTo, {
    ...(webhookSecret !== undefined && { secret: webhookSecret }),
  });
  world.beginHere();
  return { sandbox, webhookSecret: endpoint.secret };
}

/** Returns the options for the worlds of the server: without those for the server itself. */
function sandboxOptions(options: ServeOptions, url: string): SandboxOptions {
  const { port, host, publicUrl, controlToken, allowControlFrom, keepAlive, cors, ...worlds } =
    options;
  const { skipTlsVerify = false, ...defaults } = worlds;
  return {
    ...defaults,
    ...(skipTlsVerify && { httpFetch: createNodeFetch(NODE, { verifiesTls: false }) }),
    logLimit: defaults.logLimit ?? LOG_LIMIT,
    baseUrl: url,
    filesUrl: `${url}/_files`,
  };
}
