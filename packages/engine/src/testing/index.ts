/** Test support for adapters of the engine's ports. Needs Vitest. */
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
