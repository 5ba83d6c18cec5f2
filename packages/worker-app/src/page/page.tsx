import { Icon, usePageTitle } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';
import { t } from '../text/texts.ts';

export interface PageProps {
  readonly title: string;
  /** A line below the title. */
  readonly meta?: ComponentChildren;
  /** A way back instead of the link to the account. */
  readonly back?: { readonly href: string; readonly label: string } | undefined;
  readonly children: ComponentChildren;
}

/** A screen with its heading, which gets the focus when the screen is entered. */
export function Page({ title, meta, back, children }: PageProps) {
  const heading = usePageTitle(title);
  return (
    <main class="w-main" id="main">
      {back !== undefined && (
        <p>
          <a class="btn sm ghost back" href={back.href}>
            <Icon name="back" />
            {back.label}
          </a>
        </p>
      )}
      <header class="w-head">
        <div class="grow">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {meta}
        </div>
        {back === undefined && (
          <a class="btn square ghost" href="/worker/account" aria-label={t.account}>
            <Icon name="user" />
          </a>
        )}
      </header>
      {children}
    </main>
  );
}
