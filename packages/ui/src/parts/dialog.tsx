import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons; the one that repeats the title's verb comes last. */
  readonly actions: ComponentChildren;
}

/** A modal question. Closes with Escape and gives the focus back. */
export function Dialog({ title, onClose, children, actions }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    ref.current?.showModal();
  }, []);
  return (
    <dialog ref={ref} aria-labelledby={id} onClose={onClose}>
      <div class="dlg">
        <h2 id={id}>{title}</h2>
        {children}
      </div>
      <div class="dlg-foot">{actions}</div>
    </dialog>
  );
}
