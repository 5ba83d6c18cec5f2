declare const FIRSTHANDAPI_SDK_VERSION: string | undefined;

/** The version of this package, inserted by the build. */
export const VERSION: string =
  typeof FIRSTHANDAPI_SDK_VERSION === 'string' ? FIRSTHANDAPI_SDK_VERSION : '0.0.0';
