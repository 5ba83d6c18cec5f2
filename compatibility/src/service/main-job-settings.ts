/** The settings of the main job, passed to a program as JSON. */
export interface MainJobSettings {
  /** Base URL of the API. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** Receives webhooks, and responds to a `GET` with the first of them. */
  readonly receiverUrl: string;
  /** A folder to download into, if the runtime has a file system. */
  readonly folder?: string | undefined;
  /** What carries the client's requests. Default: undici if it is installed, otherwise the runtime's own `fetch`. */
  readonly transport?: 'node:http';
  /** Whether the program runs in a web page. */
  readonly isPage?: boolean | undefined;
}
