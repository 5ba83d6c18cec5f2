/** How many connections a listener accepts. */
export interface ConnectionLimits {
  readonly most: number;
  /** From one IPv4 address or one IPv6 /64 network. */
  readonly mostPerNetwork: number;
}

const MOST_CONNECTIONS = 10_000;
const MOST_PER_NETWORK = 1_000;
/** File descriptors for the database, the log, webhook deliveries and DNS. */
const LARGEST_RESERVE = 256;
/** A connection, and the file that it downloads. */
const DESCRIPTORS_PER_CONNECTION = 2;

/**
 * Returns limits that leave the process enough file descriptors for everything else: without one it could not accept
 * connections, and could not serve those that it has.
 *
 * @param openFiles The process's limit of open files.
 * @param isBehindProxy Whether all connections come from a proxy, so that an address tells nothing.
 */
export function connectionLimits(openFiles: number, isBehindProxy: boolean): ConnectionLimits {
  const reserve = Math.min(LARGEST_RESERVE, Math.floor(openFiles / 2));
  const affordable = Math.floor((openFiles - reserve) / DESCRIPTORS_PER_CONNECTION);
  const most = Math.max(1, Math.min(MOST_CONNECTIONS, affordable));
  const mostPerNetwork = isBehindProxy ? most : Math.min(MOST_PER_NETWORK, Math.ceil(most / 2));
  return { most, mostPerNetwork };
}

let openFiles: number | undefined;

/** Returns the limit of open files (`ulimit -n`) with which the process started. */
export function openFilesLimit(): number {
  openFiles ??= readOpenFilesLimit();
  return openFiles;
}

function readOpenFilesLimit(): number {
  if (process.platform === 'win32') return Number.POSITIVE_INFINITY;
  // Its types do not know it yet. Without it, the report resolves the names of all peers.
  Object.assign(process.report, { excludeNetwork: true });
  const { userLimits } = process.report.getReport() as {
    userLimits?: { open_files?: { soft?: number | string } };
  };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : Number.POSITIVE_INFINITY;
}
