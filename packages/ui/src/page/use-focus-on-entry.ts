import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Gives the focus to an element in the same task that shows it. An effect that runs after the paint would lose the keys
 * that are pressed in between.
 */
export function useFocusOnEntry<E extends HTMLElement>(): RefObject<E> {
  const element = useRef<E>(null);
  useLayoutEffect(() => element.current?.focus({ preventScroll: true }), []);
  return element;
}
