/**
 * What is left of a task once its transaction has committed: the part that happens outside, which no transaction must
 * wait for. What the task has written has to bring a crash before the end back to here.
 */
export type AfterCommit = () => Promise<void>;
