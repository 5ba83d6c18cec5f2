import type { Configuration } from '../configuration.ts';
import {
  createHandler,
  HttpServer,
  type RequestHandler,
  refuseUntilReady,
} from '../host/http-server.ts';
import type { Log } from '../host/json-log.ts';
import { Metrics } from '../host/metrics.ts';
import { RefusalLog } from '../listener/refusal-log.ts';
import { type StartState, startingRoutes } from './starting-routes.ts';

/**
 * The listeners of a server, which outlive failed attempts to start what is behind them. Until `serve` is called, they
 * respond to health checks, and with a 503 to everything else.
 */
export class Front {
  readonly http: HttpServer;
  /** The listener for operators, if the configuration has one. It belongs on a private network. */
  readonly ops: HttpServer | undefined;
  readonly metrics = new Metrics();
  readonly #configuration: Configuration;
  readonly #state: StartState = { isWaiting: false };
  #ports: Promise<{ readonly port: number; readonly opsPort: number | undefined }> | undefined;

  constructor(configuration: Configuration, log: Log) {
    this.#configuration = configuration;
    const onError = (error: unknown) => log.error('background', error);
    const refusals = new RefusalLog(log);
    this.http = new HttpServer({
      configuration,
      onError,
      onRefused: (reason) => {
        this.metrics.noteRefusedConnection(reason);
        refusals.note(reason);
      },
    });
    this.ops = createOpsListener(configuration, onError);
    const starting = createHandler(startingRoutes(this.#state), refuseUntilReady);
    this.http.handle(starting);
    this.ops?.handle(starting);
  }

  /** Listens, the first time that it is called, and returns the ports. */
  listen() {
    this.#ports ??= this.#listen();
    return this.#ports;
  }

  /** Returns where clients reach the server. Listens first when the port is part of it. */
  async publicUrl(): Promise<string> {
    const { publicUrl, host, tls } = this.#configuration;
    if (publicUrl !== undefined) return publicUrl;
    const { port } = await this.listen();
    const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
    return `${tls === undefined ? 'http' : 'https'}://${bracketed(name)}:${port}`;
  }

  /** Returns where operators reach the server, when it listens for them. */
  async opsUrl(): Promise<string | undefined> {
    const { ops } = this.#configuration;
    return ops && `http://${bracketed(ops.host)}:${(await this.listen()).opsPort}`;
  }

  /** Notes that an attempt to start has failed, and is repeated. */
  noteWaiting(): void {
    this.#state.isWaiting = true;
  }

  /** Serves from now on, operators by a handler of their own. */
  serve(handler: RequestHandler, opsHandler: RequestHandler): void {
    this.http.handle(handler);
    this.ops?.handle(opsHandler);
  }

  /** Stops listening at once. */
  async close(): Promise<void> {
    await Promise.all([this.http.close(0), this.ops?.close(0)]);
  }

  async #listen() {
    const port = await this.http.listen();
    return { port, opsPort: await this.ops?.listen() };
  }
}

function createOpsListener(
  { ops }: Pick<Configuration, 'ops'>,
  onError: (error: unknown) => void,
): HttpServer | undefined {
  if (ops === undefined) return undefined;
  return new HttpServer({
    configuration: { ...ops, tls: undefined, trustProxy: false },
    settings: 'OPS_',
    onError,
  });
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
