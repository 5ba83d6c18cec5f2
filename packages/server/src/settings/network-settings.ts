import {
  both,
  filled,
  flag,
  integer,
  unpaired,
  url,
  type ValuesOf,
  withoutTrailingSlashes,
} from './setting.ts';

export const networkSettings = {
  HOST: { meaning: 'Address to listen on', default: '127.0.0.1', schema: filled },
  PORT: {
    meaning: 'Port to listen on; 0 for any free one',
    default: '8080',
    schema: integer(0, 65_535),
  },
  OPS_HOST: {
    meaning: 'Address to listen on for operators, if OPS_PORT is set',
    default: '127.0.0.1',
    schema: filled,
  },
  OPS_PORT: {
    meaning: 'Port for operators: health, /metrics, /docs; then PORT serves no /metrics',
    default: '(none)',
    schema: integer(0, 65_535),
  },
  PUBLIC_URL: {
    meaning: 'Where clients reach the server; begins download and checkout links',
    default: 'http(s)://HOST:PORT',
    schema: url(['http', 'https']),
  },
  TLS_CERT_FILE: {
    meaning: 'PEM certificate chain; turns on TLS 1.3',
    default: '(plain HTTP)',
    schema: filled,
  },
  TLS_KEY_FILE: {
    meaning: 'PEM private key of TLS_CERT_FILE',
    default: '(plain HTTP)',
    schema: filled,
  },
  TRUST_PROXY: {
    meaning: 'Take the client from the last X-Forwarded-For address',
    default: 'false',
    schema: flag,
  },
} as const;

type Values = ValuesOf<typeof networkSettings>;

/** Where clients and operators reach the server. */
export interface NetworkConfiguration {
  readonly host: string;
  readonly port: number;
  /** Where clients reach the server, without a trailing slash; undefined until the port is known. */
  readonly publicUrl: string | undefined;
  /** A separate address for health, metrics and the API reference; undefined without one. */
  readonly ops: { readonly host: string; readonly port: number } | undefined;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  /** Trust the last `X-Forwarded-For` address: only behind a proxy that sets it. */
  readonly trustProxy: boolean;
}

export function readNetwork(values: Values): NetworkConfiguration {
  return {
    host: values.HOST ?? '127.0.0.1',
    port: values.PORT ?? 8080,
    ops:
      values.OPS_PORT === undefined
        ? undefined
        : { host: values.OPS_HOST ?? '127.0.0.1', port: values.OPS_PORT },
    publicUrl: withoutTrailingSlashes(values.PUBLIC_URL),
    tls: both(values.TLS_CERT_FILE, values.TLS_KEY_FILE, (certificateFile, keyFile) => ({
      certificateFile,
      keyFile,
    })),
    trustProxy: values.TRUST_PROXY ?? false,
  };
}

/** Returns a problem for each setting that does not fit the others. */
export function networkProblems(values: Values): string[] {
  return unpaired(values, 'TLS_CERT_FILE', 'TLS_KEY_FILE');
}
