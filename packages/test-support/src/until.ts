import { withinBound } from './within-bound.ts';

const PAUSE_MS = 20;

/**
 * Resolves once a condition holds, for what a test can only ask again for. Rejects with what was awaited when that does
 * not happen, or when the condition throws.
 *
 * @param awaited the condition in words, such as `the export is ready`
 */
export async function until(
  awaited: string,
  condition: () => boolean | Promise<boolean>,
): Promise<void> {
  let isOver = false;
  const poll = async () => {
    while (!isOver && !(await condition())) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };
  try {
    await withinBound(awaited, poll());
  } finally {
    isOver = true;
  }
}
