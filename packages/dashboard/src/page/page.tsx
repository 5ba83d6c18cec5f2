import { usePageTitle } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';

export interface PageProps {
  readonly title: string;
  readonly about?: ComponentChildren;
  /** The main action, at the end of the head. */
  readonly actions?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A screen with its heading, which gets the focus when the screen is entered. */
export function Page({ title, about, actions, children }: PageProps) {
  const heading = usePageTitle(title);
  return (
    <main class="d-main" id="main">
      <header class="d-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {about !== undefined && <div class="muted">{about}</div>}
        </div>
        {actions}
      </header>
      {children}
    </main>
  );
}
