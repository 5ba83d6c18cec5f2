/** Ctrl+C where it reaches the program as a character, and not as a signal. */
export class Interruption extends Error {
  override readonly name = 'Interruption';
}
