import type { Context } from '../command/context.ts';
import { VERSION } from '../command/version.ts';
import type { Connection } from '../settings/connection.ts';
import { keySource } from '../settings/key-source.ts';
import { type Finding, ok, warning } from './finding.ts';

const PROXY_VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'];

/** What is installed. */
export function checkVersions(versions: { readonly node: string }): Finding {
  return ok('versions', `firsthand ${VERSION}, Node ${versions.node}`);
}

/** Whether requests go through the proxy of the environment, which Node does only when it is told to. */
export function checkProxy({ environment }: Pick<Context, 'environment'>): Finding {
  const set = proxiesOf(environment);
  if (set.length === 0) return ok('proxy', 'none in the environment');
  if (isProxyUsed(environment)) return ok('proxy', `${set.join(', ')} is used`);
  return warning(
    'proxy',
    `${set.join(', ')} is set, and not used: set NODE_USE_ENV_PROXY=1 (Node 22.21, 24.5 or newer), or unset it`,
  );
}

/** Whether requests may go through a proxy, unless NO_PROXY names their host. */
export function isProxyUsed(environment: Context['environment']): boolean {
  const isOn =
    environment.NODE_USE_ENV_PROXY === '1' ||
    (environment.NODE_OPTIONS ?? '').split(/\s/).includes('--use-env-proxy');
  return isOn && proxiesOf(environment).length > 0;
}

function proxiesOf(environment: Context['environment']): readonly string[] {
  return PROXY_VARIABLES.filter((name) => environment[name]);
}

/** Whether the key could be read on its way. */
export function checkBaseUrl({ baseUrl }: Pick<Connection, 'baseUrl'>): Finding {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || isLoopback) return ok('base URL', baseUrl);
  return warning('base URL', `${baseUrl} is not https: others on the network can read the key`);
}

/** Where the key comes from, and which environment it selects. */
export function checkKey(connection: Connection): Finding {
  const { apiKey } = connection;
  const origin = keySource(connection);
  if (!apiKey) {
    return {
      check: 'key',
      result: 'failed',
      detail: "none: run 'firsthand login', or set FIRSTHAND_API_KEY",
    };
  }
  const [, environment] = /^fh_(live|test)_sk_\w+$/.exec(apiKey) ?? [];
  if (environment !== undefined)
    return ok('key', `from ${origin}, of the ${environment} environment`);
  return {
    check: 'key',
    result: 'failed',
    detail: `the one from ${origin} is no API key: it must begin with fh_live_sk_ or fh_test_sk_`,
  };
}
