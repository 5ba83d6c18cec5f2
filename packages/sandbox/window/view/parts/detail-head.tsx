import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import { focusRow, useSession } from './session-context.ts';

/** The heading of the details, with what can be done. */
export function DetailHead({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  const session = useSession();
  const close = () => {
    focusRow();
    session.go({ entry: null, job: null });
  };
  return (
    <div class="pane-head">
      <button type="button" class="btn sm ghost only-narrow" onClick={close}>
        <Icon name="back" />
        List
      </button>
      <h2 id="detail-title" class="cut" tabIndex={-1} title={title}>
        {title}
      </h2>
      {children}
    </div>
  );
}
