import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Names the document after its screen. Returns the heading's ref: the heading gets the focus when the screen is entered. */
export function usePageTitle(title: string): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · FirstHandAPI`;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return heading;
}
