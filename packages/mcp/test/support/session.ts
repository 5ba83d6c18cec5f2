import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type CallToolResult,
  Client,
  InMemoryTransport,
  type Progress,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { onTestFinished, vi } from 'vitest';
import { serveStdio } from '../../src/cli/serve-stdio.ts';
import { createHttpHandler } from '../../src/index.ts';

export const ALL_SCOPES = [
  ...['jobs:read', 'jobs:write', 'webhooks:read', 'webhooks:write', 'keys:manage'],
  ...['billing:read', 'billing:write', 'audit:read', 'usage:read'],
];

/** How an assistant is connected. */
export type TransportName = 'stdio' | 'http';
export const TRANSPORTS: readonly TransportName[] = ['stdio', 'http'];

export interface SessionOptions {
  /** The service's base URL. */
  readonly url: string;
  readonly apiKey: string;
  readonly maxSpendCents?: number;
  /** The key's scopes, over HTTP. Default: all. */
  readonly scopes?: readonly string[];
  /** Offers only the revisions before 2026-07-28. */
  readonly legacy?: boolean;
}

/** An assistant that is connected to the tools. */
export interface Session {
  readonly client: Client;
  /** Where downloads go. */
  readonly folder: string;
  call(
    name: string,
    given?: Record<string, unknown>,
    onProgress?: (progress: Progress) => void,
  ): Promise<ToolAnswer>;
}

/** What a tool answered. */
export interface ToolAnswer {
  readonly isError: boolean;
  /** All of its texts. */
  readonly text: string;
  /** The structured content; empty for an error. */
  // biome-ignore lint/suspicious/noExplicitAny: each tool has its own form
  readonly data: Record<string, any>;
}

/** Creates a folder that the test leaves nothing of. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firsthandapi-mcp-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Connects an assistant, until the test ends. */
export async function connect(transport: TransportName, options: SessionOptions): Promise<Session> {
  const folder = temporaryFolder();
  const client = new Client({ name: 'test', version: '1.0.0' }, {
    versionNegotiation: { mode: options.legacy === true ? 'legacy' : 'auto' },
  } as ConstructorParameters<typeof Client>[1]);
  await (transport === 'stdio'
    ? connectStdio(client, options, folder)
    : connectHttp(client, options));
  onTestFinished(() => client.close());
  return {
    client,
    folder,
    async call(name, given = {}, onProgress) {
      const result = (await client.callTool(
        { name, arguments: given },
        onProgress && { onprogress: onProgress },
      )) as CallToolResult;
      const text = result.content
        .map((part) => (part.type === 'text' ? part.text : part.type))
        .join('\n');
      return {
        isError: result.isError === true,
        text,
        data: (result.structuredContent ?? {}) as ToolAnswer['data'],
      };
    },
  };
}

async function connectStdio(client: Client, options: SessionOptions, folder: string) {
  const [ours, theirs] = InMemoryTransport.createLinkedPair();
  vi.stubEnv('FIRSTHAND_BASE_URL', options.url);
  const { apiKey, maxSpendCents = 0 } = options;
  const handle = serveStdio(apiKey, { maxSpendCents, downloadFolder: folder }, theirs as never);
  vi.unstubAllEnvs();
  onTestFinished(() => handle.close());
  await client.connect(ours);
}

async function connectHttp(client: Client, options: SessionOptions) {
  const { url, apiKey, maxSpendCents = 0, scopes = ALL_SCOPES } = options;
  const handle = createHttpHandler({ hostnames: ['localhost'] });
  const caller = {
    ...{ apiKey, scopes, owner: apiKey, maxSpendCents },
    fetch: (target: string, init: object) =>
      fetch(target.replace('https://api.firsthandapi.com', url), init),
  };
  const transport = new StreamableHTTPClientTransport(new URL('http://localhost/mcp'), {
    fetch: async (target, init) => {
      const request = new Request(target, init);
      request.headers.set('host', 'localhost');
      return handle(request, caller);
    },
  });
  await client.connect(transport);
}

export const JOB = {
  type: 'data_collection',
  description: 'A coffee cup on a table, seen from above.',
  files_needed: 2,
  accepted_formats: ['image/jpeg'],
  price_per_file_cents: 50,
};
/** What JOB costs. */
export const JOB_CENTS = 100;
