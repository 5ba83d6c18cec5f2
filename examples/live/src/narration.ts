let steps = 0;

/** Prints the heading of a step. */
export function step(title: string): void {
  steps += 1;
  console.log(`\n${steps}. ${title}`);
}

/** Prints one fact of a step: its name and value. */
export function say(label: string, value: string): void {
  console.log(`   ${label.padEnd(12)} ${value}`);
}
