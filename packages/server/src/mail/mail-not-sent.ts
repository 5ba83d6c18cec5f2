/** Why a mail was not accepted: the mail server said no, or there was no answer. */
export type MailProblem = 'refused' | 'unreachable';

/** A mail was not accepted. The message holds no address, no code and no credentials. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  readonly problem: MailProblem;

  constructor(problem: MailProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}
