/** What a host needs to serve people who work, and the types that they see. */
export type {
  Assignment,
  Earnings,
  Job as WorkerJob,
  JobSummary,
  Payout,
  PositionRequest,
  Submission as WorkerSubmission,
  Trust,
  Worker,
} from '@firsthandapi/spec/worker';
export { openMail } from '../mail/sealed-mail.ts';
export { sha256Hex } from '../media/sha256-hex.ts';
export { decideAppeal } from '../people/decide-appeal.ts';
export { addressOf } from '../people/worker-accounts.ts';
export { choosePrecanned, loadPrecanned, type PrecannedContentType } from '../precanned/index.ts';
export { type PeopleService, peopleService } from '../worker-dispatch/people-service.ts';
