/** Whether Node was told to send its own `fetch` through the proxy of the environment. */
export function usesEnvironmentProxy(): boolean {
  const { NODE_USE_ENV_PROXY, NODE_OPTIONS = '' } = process.env;
  const flags = [...process.execArgv, ...NODE_OPTIONS.split(/\s/)];
  return NODE_USE_ENV_PROXY === '1' || flags.includes('--use-env-proxy');
}
