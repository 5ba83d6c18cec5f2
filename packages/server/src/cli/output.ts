/** Where a command writes its results, and its errors. */
export interface Output {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

export const processOutput: Output = {
  write: (text) => void process.stdout.write(text),
  writeError: (text) => void process.stderr.write(text),
};
