import { useLayoutEffect } from 'preact/hooks';
import { type Action, actionOf } from '../model/shortcuts.ts';

/** Calls back with the actions of the keys that are pressed. */
export function useShortcuts(areOn: boolean, onAction: (action: Action) => void): void {
  // Not after the next paint: a key that follows a change at once must already find it.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const { key, ctrlKey, metaKey, altKey, target } = event;
      const element = target instanceof Element ? target : document.body;
      const action = actionOf(
        {
          key,
          ctrlKey,
          metaKey,
          altKey,
          target: nameOf(element),
          isInDialog: element.closest('dialog[open]') !== null,
        },
        { areOn },
      );
      if (action === undefined) return;
      event.preventDefault();
      onAction(action);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [areOn, onAction]);
}

function nameOf(element: Element): string {
  // A dialog that has just closed keeps the focus until the page is drawn again.
  if (element.closest('dialog') !== null) return 'BODY';
  if (
    element instanceof HTMLInputElement &&
    (element.type === 'radio' || element.type === 'checkbox')
  ) {
    return 'CHOICE';
  }
  return element.matches('.log a') ? 'ROW' : element.tagName;
}
