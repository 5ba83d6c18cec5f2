/** What a key does. */
export type Action =
  | 'next'
  | 'previous'
  | 'newest'
  | 'open'
  | 'close'
  | 'filter'
  | 'requests'
  | 'jobs'
  | 'nextWorld'
  | 'nextDue'
  | 'advance15s'
  | 'advance1h'
  | 'replay'
  | 'curl'
  | 'fault'
  | 'help';

/** A shortcut, as the help lists it. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly action: Action;
  readonly text: string;
}

/** All shortcuts. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['j', 'ArrowDown'], action: 'next', text: 'Next row' },
  { keys: ['k', 'ArrowUp'], action: 'previous', text: 'Previous row' },
  { keys: ['g'], action: 'newest', text: 'Newest row' },
  { keys: ['o', 'Enter'], action: 'open', text: 'Go to the details of the row' },
  { keys: ['Escape'], action: 'close', text: 'Back to the list' },
  { keys: ['/'], action: 'filter', text: 'Filter' },
  { keys: ['1'], action: 'requests', text: 'Requests' },
  { keys: ['2'], action: 'jobs', text: 'Jobs' },
  { keys: ['w'], action: 'nextWorld', text: 'Next world' },
  { keys: ['n'], action: 'nextDue', text: 'Move the clock to what is due next' },
  { keys: ['s'], action: 'advance15s', text: 'Move the clock by 15 s' },
  { keys: ['h'], action: 'advance1h', text: 'Move the clock by 1 h' },
  { keys: ['r'], action: 'replay', text: 'Replay the webhook' },
  { keys: ['c'], action: 'curl', text: 'Copy as curl' },
  { keys: ['f'], action: 'fault', text: 'Add a fault' },
  { keys: ['?'], action: 'help', text: 'This list' },
];

/** The parts of a keyboard event that decide. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** What has the focus: the name of its element (`INPUT`), `ROW` for a row of a list, `CHOICE` for a radio button. */
  readonly target: string;
  readonly isInDialog: boolean;
}

const TYPING = /^(INPUT|TEXTAREA|SELECT)$/;
/** From here, arrow keys move through the list. */
const MOVING = /^(BODY|ROW)$/;
/** Elsewhere these move or press what has the focus. */
const NAVIGATION = /^(Enter|ArrowDown|ArrowUp)$/;

/** Returns what a key does, or undefined when it belongs to what has the focus. */
export function actionOf(
  pressed: PressedKey,
  { areOn }: { readonly areOn: boolean },
): Action | undefined {
  const { key, ctrlKey, metaKey, altKey, target, isInDialog } = pressed;
  if (ctrlKey || metaKey || altKey || isInDialog) return undefined;
  if (!areOn && key.length === 1) return undefined;
  const action = SHORTCUTS.find(({ keys }) => keys.includes(key))?.action;
  if (TYPING.test(target)) return action === 'close' ? action : undefined;
  // Enter presses a row, which opens it.
  if (key === 'Enter' ? target !== 'BODY' : NAVIGATION.test(key) && !MOVING.test(target)) {
    return undefined;
  }
  return action;
}
