import type { Ports } from '@firsthandapi/engine';
import type { PeopleService } from '@firsthandapi/engine/people';

const BASE = '/worker/v1/';

type Handler = PeopleService['tasks'][string];

/** The operations of workers, whose code is loaded when someone first calls one: few worlds have people. */
export const lazyPeople: PeopleService = {
  serves: (url) => {
    const path = url.indexOf(BASE);
    return path !== -1 && path === url.indexOf('/', url.indexOf('://') + 3);
  },
  dispatch: async (context, request) => (await load()).dispatch(context, request),
  tasks: {
    // Mails stay where the service keeps them, which is the world's outbox.
    'mail.send': async () => undefined,
    ...tasksOf('sign_in_code.expire', 'upload.expire', 'worker.erase', 'privacy.export'),
  },
  eraseWorker: async (...given) => (await load()).eraseWorker(...given),
};

/** What worlds with people need beside the service. */
export const peoplePorts: Pick<Ports, 'mail' | 'readMedia'> = {
  mail: { send: async () => {} },
  readMedia: async (_type, open) => {
    const [{ pictureSize }, content] = await Promise.all([import('./picture-size.ts'), open()]);
    const size = content instanceof Uint8Array ? pictureSize(content) : undefined;
    return { width: null, height: null, ...size, duration_seconds: null };
  },
};

async function load(): Promise<PeopleService> {
  return (await import('./people-parts.ts')).peopleService;
}

function tasksOf(...kinds: readonly string[]): Readonly<Record<string, Handler>> {
  const handler = (kind: string): Handler => {
    return async (work, task) => (await (await load()).tasks[kind]?.(work, task)) || undefined;
  };
  return Object.fromEntries(kinds.map((kind) => [kind, handler(kind)]));
}
