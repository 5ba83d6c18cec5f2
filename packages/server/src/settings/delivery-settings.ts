import { flag, integer, type ValuesOf } from './setting.ts';

export const deliverySettings = {
  DELIVERY_CONCURRENCY: {
    meaning: 'Lanes of a process for webhook deliveries; as many slow ones may hang beside them',
    default: '256',
    schema: integer(1, 1_024),
  },
  ALLOW_PRIVATE_WEBHOOKS: {
    meaning: 'Deliver webhooks to private and loopback addresses and over http, for development',
    default: 'false',
    schema: flag,
  },
} as const;

type Values = ValuesOf<typeof deliverySettings>;

/** How webhooks are delivered. */
export interface DeliveryConfiguration {
  readonly deliveryConcurrency: number;
  /** Deliver webhooks to private and loopback addresses, and over http. Unsafe where untrusted users register endpoints. */
  readonly allowPrivateWebhooks: boolean;
}

export function readDelivery(values: Values): DeliveryConfiguration {
  return {
    deliveryConcurrency: values.DELIVERY_CONCURRENCY ?? 256,
    allowPrivateWebhooks: values.ALLOW_PRIVATE_WEBHOOKS ?? false,
  };
}
