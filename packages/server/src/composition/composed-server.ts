import type { Engine, EngineSettings, Ports } from '@firsthandapi/engine';
import type { AppFolders } from '../apps/app-routes.ts';
import type { RequestHandler } from '../host/http-server.ts';
import type { Log } from '../host/json-log.ts';
import type { Transact } from '../host/transact-in-time.ts';
import type { SqlStore } from '../storage/sql/sql-store.ts';
import type { Verifier } from '../verify/verifier.ts';
import type { Workers } from './create-workers.ts';

/** What a test may replace. Without any of it, the server is the one that users start. */
export interface ServerOverrides {
  /** Default: a log that keeps nothing. */
  readonly log?: Log | undefined;
  /** A store that is already open, and stays open when the server closes. Default: the configuration's. */
  readonly store?: SqlStore | undefined;
  /** Returns the ports that the engine gets, such as another clock, given those of production. */
  readonly replacePorts?: ((ports: Ports) => Ports) | undefined;
  /** Web apps that were built elsewhere. Default: those of the package. */
  readonly apps?: AppFolders | undefined;
  /** Engine settings that differ from those of production. */
  readonly settings?: Partial<EngineSettings> | undefined;
}

/** The whole server, put together. Nothing happens by itself until its HTTP side listens and its workers start. */
export interface ComposedServer {
  /** Where clients reach it. */
  readonly publicUrl: string;
  readonly engine: Engine;
  /** Admits the first organization in every mode of `SIGNUP`. */
  readonly signupToken: string;
  readonly ports: Ports;
  readonly store: SqlStore;
  /** Runs domain code in one transaction, within the time limit of a request. */
  readonly transact: Transact;
  /** Responds to one request, whichever HTTP server received it. */
  readonly handle: RequestHandler;
  /** Responds to one request of an operator, when the configuration has a listener for them. */
  readonly handleOps: RequestHandler;
  readonly workers: Workers;
  readonly verifier: Verifier;
  /** Stops listening, finishes accepted requests and running tasks, and releases everything that is open. */
  close(): Promise<void>;
  /** Releases everything that is open but the listeners, of a server that has served nothing. */
  release(): Promise<void>;
}
