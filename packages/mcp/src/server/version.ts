declare const FIRSTHANDAPI_MCP_VERSION: string | undefined;

/** The version of this package, inserted by the build. */
export const VERSION: string =
  typeof FIRSTHANDAPI_MCP_VERSION === 'string' ? FIRSTHANDAPI_MCP_VERSION : '0.0.0';
