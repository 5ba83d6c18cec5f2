import type pg from 'pg';

/** How long the server may take to end connections. */
const PATIENCE_MS = 1_000;

/** Waits until `end` has ended the connections, and destroys those that a frozen server or network keeps open. */
export async function endConnections(
  clients: ReadonlySet<pg.Client>,
  end: () => Promise<unknown>,
): Promise<void> {
  const closed = [...clients].map(
    (client) => new Promise<void>((resolve) => client.once('end', () => resolve())),
  );
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS);
  });
  await Promise.race([Promise.all([end(), ...closed]), deadline]);
  clearTimeout(timer);
  for (const client of clients) client.connection.stream.destroy();
}
