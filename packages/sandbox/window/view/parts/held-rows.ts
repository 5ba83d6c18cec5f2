import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** A list whose newest items come first. */
export interface HeldRows<T> {
  readonly visible: readonly T[];
  /** Number of newer items that wait above what is being read. */
  readonly waiting: number;
  /** Shows them. */
  release(): void;
}

/**
 * Holds new items back while the person reads further down: what they read must not move. At the top of the list they
 * are shown at once.
 *
 * @param items newest first
 * @param keyOf a key that later items of the list do not have
 * @param subject what the list is about; another one starts over
 */
export function useHeldRows<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  list: RefObject<HTMLElement>,
  subject: string,
): HeldRows<T> {
  const [held, setHeld] = useState<{ readonly subject: string; readonly newest: string } | null>(
    null,
  );
  const at =
    held === null || held.subject !== subject
      ? 0
      : items.findIndex((item) => keyOf(item) === held.newest);
  const waiting = Math.max(0, at);
  const visible = waiting === 0 ? items : items.slice(waiting);
  const newest = visible[0];
  const newestKey = newest === undefined ? null : keyOf(newest);
  useEffect(() => {
    const look = () => {
      const isReading = !isAtTop(list.current) && newestKey !== null;
      setHeld((before) => {
        if (!isReading) return null;
        return before?.subject === subject ? before : { subject, newest: newestKey };
      });
    };
    // Scrolling does not bubble, but is seen on its way down.
    document.addEventListener('scroll', look, { capture: true, passive: true });
    return () => document.removeEventListener('scroll', look, { capture: true });
  }, [list, subject, newestKey]);
  useLayoutEffect(() => {
    if (waiting > 0 && isAtTop(list.current)) setHeld(null);
  });
  return {
    visible,
    waiting,
    release() {
      setHeld(null);
      list.current?.closest('.pane')?.scrollTo({ top: 0 });
      // On a narrow screen the whole page scrolls.
      if (!isAtTop(list.current)) list.current?.parentElement?.scrollIntoView({ block: 'start' });
    },
  };
}

/** True when the beginning of the list is in sight. */
function isAtTop(list: HTMLElement | null): boolean {
  if (list === null) return true;
  const pane = list.closest('.pane')?.getBoundingClientRect().top ?? 0;
  return list.getBoundingClientRect().top >= Math.max(0, pane) + 40;
}
