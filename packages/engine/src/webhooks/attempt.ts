import type { DeliveryRequest } from '../ports.ts';
import type { Destination, EndpointState } from '../store/outbox.ts';
import type { DeliveryRecord } from '../store/records.ts';

/** An attempt that is claimed and must be sent now. */
export interface Attempt extends Destination {
  readonly delivery: DeliveryRecord;
  readonly endpoint: EndpointState;
  readonly request: DeliveryRequest;
}
