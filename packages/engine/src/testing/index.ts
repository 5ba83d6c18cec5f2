/** Test support for adapters of the engine's ports. Needs Vitest. */
export { describeAccounts } from './accounts-conformance.ts';
export { describeFiles } from './files-conformance.ts';
export { assessmentOf, People } from './people.ts';
export { describePeople } from './people-conformance.ts';
export {
  deliveryRecord,
  endpointRecord,
  eventRecord,
  jobRecord,
  keyRecord,
  organizationRecord,
  submissionRecord,
  usageRecord,
} from './records.ts';
export { describeStore } from './store-conformance.ts';
export { MINUTE, TestEngine } from './test-engine.ts';
