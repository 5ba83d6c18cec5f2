declare const FIRSTHANDAPI_CLI_VERSION: string | undefined;

/** The version of this package, inserted by the build. */
export const VERSION: string =
  typeof FIRSTHANDAPI_CLI_VERSION === 'string' ? FIRSTHANDAPI_CLI_VERSION : '0.0.0';
