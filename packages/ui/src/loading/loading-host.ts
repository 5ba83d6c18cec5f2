import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReadCache } from './read-cache.ts';

/** What the screens of an app need to load something and to say that it failed. */
export interface LoadingHost {
  /** What was read last; undefined for an app that keeps nothing on the device. */
  readonly cache: ReadCache | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called when the server says that nobody is signed in any more. */
  readonly onSignedOut: () => void;
  readonly texts: LoadingTexts;
}

/** What is said about something that could not be loaded. */
export interface LoadingTexts {
  readonly tryAgain: string;
  readonly failed: {
    readonly title: (what: string) => string;
    readonly noConnection: string;
    readonly other: (message: string) => string;
    readonly requestId: (id: string) => string;
  };
  readonly stale: { readonly title: string; readonly text: (when: string) => string };
}

const LoadingContext = createContext<LoadingHost | null>(null);

export const LoadingProvider = LoadingContext.Provider;

export function useLoadingHost(): LoadingHost {
  const host = useContext(LoadingContext);
  if (host === null) throw new Error('No LoadingProvider is above this component');
  return host;
}
