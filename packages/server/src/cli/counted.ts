/** Writes how many there are of something: `1 item`, `2 items`. */
export function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
