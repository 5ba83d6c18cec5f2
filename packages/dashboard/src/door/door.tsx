import { Brand } from '@firsthandapi/ui';
import type { ComponentChildren } from 'preact';

/** What stands before the dashboard for who is not signed in. */
export function Door({ children }: { readonly children: ComponentChildren }) {
  return (
    <main class="door" id="main">
      <p class="brand">
        <Brand />
      </p>
      <div class="card pad stack">{children}</div>
    </main>
  );
}

export interface DoorFormProps {
  readonly title: string;
  /** The button's verb. */
  readonly action: string;
  readonly isBusy: boolean;
  readonly onSubmit: () => void;
  readonly children: ComponentChildren;
}

/** One step at the door: a heading, a field and one button. */
export function DoorForm({ title, action, isBusy, onSubmit, children }: DoorFormProps) {
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h1>{title}</h1>
      {children}
      <button type="submit" class="btn primary block" disabled={isBusy} aria-busy={isBusy}>
        {action}
      </button>
    </form>
  );
}
