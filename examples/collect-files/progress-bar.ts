const WIDTH = 30;

/** One line such as `people   [#####-----]  5/10  in_progress`. */
export function renderBar(label: string, done: number, total: number, note = ''): string {
  const filled = total === 0 ? WIDTH : Math.round((done / total) * WIDTH);
  const bar = '#'.repeat(filled).padEnd(WIDTH, '-');
  return `${label.padEnd(8)} [${bar}] ${done}/${total} ${note}`.trimEnd();
}

/** Shows progress: in place on a terminal, a line for each step elsewhere. */
export function createProgressBar(
  output: { readonly isTTY?: boolean; write(text: string): unknown },
  label: string,
): { show(done: number, total: number, note?: string): void; end(): void } {
  const isTerminal = output.isTTY === true;
  return {
    show(done, total, note) {
      const line = renderBar(label, done, total, note);
      // Returns to the start of the line and clears the rest of it.
      output.write(isTerminal ? `\r${line}\u001b[K` : `${line}\n`);
    },
    end() {
      if (isTerminal) output.write('\n');
    },
  };
}
