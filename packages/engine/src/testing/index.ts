/** What adapters of the engine's ports are tested with. Needs Vitest. */
export {
  jobRecord,
  keyRecord,
  organizationRecord,
  submissionRecord,
  usageRecord,
} from './records.ts';
export { describeStore } from './store-conformance.ts';
