import { type BodyVector, readVectors } from '@firsthandapi/test-support/vectors';

/** A delivery, and the code of its refusal, or null when it verifies. */
export interface DeliveryVector extends BodyVector {
  readonly header: string;
  readonly secrets: string[];
  readonly received_at: number;
  readonly tolerance?: number;
  readonly code: string | null;
}

/** The deliveries on which every implementation of Contract §7 must agree. */
export const { cases: signatureVectors } = readVectors<{ cases: DeliveryVector[] }>(
  'webhook-signatures',
);

/** Returns the options of the verifier for a delivery. */
export function optionsOf({ received_at, tolerance }: DeliveryVector) {
  return { receivedAt: received_at, tolerance };
}
