import { Server } from './server.ts';
import { Session } from './session.ts';
import { takeToken } from './token.ts';

/** Starts a session in this page. */
export function startSession(): Session {
  const token = takeToken(location.search, storageOf());
  const server = new Server(token, (input, init) => fetch(input, init));
  const session = new Session({
    server,
    query: () => withoutToken(location.search),
    setQuery(query, isStep) {
      const url = location.pathname + query;
      if (isStep) history.pushState(null, '', url);
      else history.replaceState(null, '', url);
    },
    pause,
    now: () => performance.now(),
  });
  history.replaceState(null, '', location.pathname + withoutToken(location.search));
  addEventListener('popstate', () => session.followAddress());
  session.start();
  return session;
}

function withoutToken(search: string): string {
  const values = new URLSearchParams(search);
  values.delete('token');
  const query = values.toString();
  return query === '' ? '' : `?${query}`;
}

function storageOf(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Waits, but not longer than until the person returns to the page. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      removeEventListener('focus', end);
      removeEventListener('online', end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    addEventListener('focus', end);
    addEventListener('online', end);
    signal.addEventListener('abort', end);
  });
}
