declare const FIRSTHANDAPI_SDK_VERSION: string | undefined;

/** The version of this package, put in when it is built. */
export const VERSION: string =
  typeof FIRSTHANDAPI_SDK_VERSION === 'string' ? FIRSTHANDAPI_SDK_VERSION : '0.0.0';
