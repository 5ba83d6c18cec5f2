/** Where a command writes: what it was asked for, and what went wrong. */
export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

export const processOutput: Output = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
};
