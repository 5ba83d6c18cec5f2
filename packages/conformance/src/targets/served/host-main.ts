/** A host process: runs the server on a clock that the parent process moves. */
import { HttpServer } from '@firsthandapi/server/testing';
import type { Command, Reply } from './protocol.ts';
import { ServedWorld } from './served-world.ts';

const http = new HttpServer({
  configuration: { host: '127.0.0.1', port: 0, tls: undefined, trustProxy: false },
  onError: console.error,
});
const world = new ServedWorld();

http.handle((request, response) => world.handle(request, response));
const port = await http.listen();
process.on('message', (command: Command) => void execute(command));
process.on('disconnect', () => process.exit());
send({ url: `http://127.0.0.1:${port}` });

async function execute({ number, name, argument }: Command): Promise<void> {
  try {
    const perform = world[name] as (given: unknown) => Promise<unknown>;
    send({ number, value: (await perform.call(world, argument)) ?? null });
  } catch (error) {
    send({ number, error: error instanceof Error ? (error.stack ?? error.message) : `${error}` });
  }
}

function send(message: Reply): void {
  process.send?.(message);
}
