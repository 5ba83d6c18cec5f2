import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiFailure } from '../api/api-failure.ts';
import type { Loaded } from './loaded.ts';
import { useLoadingHost } from './loading-host.ts';

/** What a screen has loaded, and how to load it again. */
export interface Loading<T> {
  readonly loaded: Loaded<T>;
  readonly reload: () => void;
  /** Replaces the value by what a change returned. */
  readonly set: (value: T) => void;
}

/**
 * Loads something: the last known value first, then the server's. A session that has ended shows the sign-in.
 *
 * @param key names what is loaded, also in the cache; another key loads anew.
 */
export function useLoaded<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const { cache, now, onSignedOut } = useLoadingHost();
  const [state, setState] = useState<{ readonly key: string; readonly loaded: Loaded<T> }>({
    key,
    loaded: { kind: 'loading' },
  });
  const [round, setRound] = useState(0);
  const latestRead = useRef(read);
  latestRead.current = read;
  const show = useCallback(
    (value: T, at: number, failure?: ApiFailure) =>
      setState({ key, loaded: { kind: 'loaded', value, at, failure } }),
    [key],
  );
  useEffect(() => {
    const stop = new AbortController();
    const load = async () => {
      const known = await cache?.get<T>(key);
      if (known !== undefined && !stop.signal.aborted) {
        setState((now) => (isFresh(now, key) ? now : loadedState(key, known.value, known.at)));
      }
      try {
        const value = await latestRead.current(stop.signal);
        if (stop.signal.aborted) return;
        show(value, now());
        await cache?.put(key, { value, at: now() });
      } catch (error) {
        if (stop.signal.aborted) return;
        const failure = failureOf(error);
        if (failure.status === 401) onSignedOut();
        else if (known === undefined) setState({ key, loaded: { kind: 'failed', failure } });
        else show(known.value, known.at, failure);
      }
    };
    load().catch((error: unknown) => {
      setState({ key, loaded: { kind: 'failed', failure: failureOf(error) } });
    });
    return () => stop.abort();
  }, [key, round]);
  return {
    loaded: state.key === key ? state.loaded : { kind: 'loading' },
    reload: useCallback(() => setRound((before) => before + 1), []),
    set: useCallback((value: T) => show(value, now()), [show, now]),
  };
}

function isFresh(state: { readonly key: string; readonly loaded: Loaded<unknown> }, key: string) {
  return state.key === key && state.loaded.kind === 'loaded';
}

function loadedState<T>(key: string, value: T, at: number) {
  return { key, loaded: { kind: 'loaded', value, at, failure: undefined } } as const;
}

function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiFailure({ message, status: 0, type: 'app_error' }, { cause: error });
}
