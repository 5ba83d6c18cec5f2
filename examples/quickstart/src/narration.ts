let steps = 0;

/** Begins a step of the story. */
export function step(title: string): void {
  steps += 1;
  console.log(`\n${steps}. ${title}`);
}

/** Says one thing of a step: what it is, and its value. */
export function say(label: string, value: string): void {
  console.log(`   ${label.padEnd(12)} ${value}`);
}
