/** A mail, as far as codes are concerned. */
export interface CodeMail {
  readonly to: string;
  readonly text: string;
}

/** Returns the last sign-in code among the mails to an address, oldest first. */
export function lastCode(mails: readonly CodeMail[], email: string): string {
  const texts = mails.filter(({ to }) => to === email).map(({ text }) => text);
  const code = /\d{3} \d{3}/.exec(texts.at(-1) ?? '')?.[0];
  if (code === undefined) throw new Error(`No code was mailed to ${email}`);
  return code;
}
