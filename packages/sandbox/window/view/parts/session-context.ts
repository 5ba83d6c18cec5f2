import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Place } from '../../model/place.ts';
import { writePlace } from '../../model/place.ts';
import type { Model } from '../../session/model.ts';
import type { Session } from '../../session/session.ts';

const Context = createContext<Session | null>(null);

/** Gives its children the session. */
export const SessionProvider = Context.Provider;

/** Returns the session of the page. */
export function useSession(): Session {
  const session = useContext(Context);
  if (session === null) throw new Error('A view needs a SessionProvider around it');
  return session;
}

/** Draws a component again after each change of the session. */
export function useChanges(session: Session): { readonly model: Model; readonly place: Place } {
  const [, setTurn] = useState(0);
  useEffect(() => session.listen(() => setTurn((turn) => turn + 1)), [session]);
  return { model: session.model, place: session.place };
}

/** The attributes of a link to a place: it works in a new tab too. */
export function useLink(): (to: Partial<Place>) => {
  readonly href: string;
  readonly onClick: (event: MouseEvent) => void;
} {
  const session = useSession();
  return (to) => ({
    href: writePlace({ ...session.place, ...to }) || '?',
    onClick(event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
      event.preventDefault();
      session.go(to);
      const selects = to.entry !== undefined || to.job !== undefined;
      // Enter on a link is a click without a press of a button.
      if (selects && (event.detail === 0 || isNarrow())) focusDetail();
    },
  });
}

/** True when the list gives way to the details. */
export function isNarrow(): boolean {
  return matchMedia('(max-width: 999px)').matches;
}

/** Moves the focus to the heading of the details, as soon as they are drawn. */
export function focusDetail(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusOn('#detail-title')));
}

/** Moves the focus to the selected row, as soon as it is drawn. */
export function focusRow(): void {
  requestAnimationFrame(() => requestAnimationFrame(() => focusOn('.log a[aria-current]')));
}

function focusOn(selector: string): void {
  const element = document.querySelector<HTMLElement>(selector);
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}
