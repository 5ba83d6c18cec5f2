import type Stripe from 'stripe';

/** Returns the id of an organization's Stripe customer, found by its metadata at Stripe or created. */
export async function customerOf(stripe: Stripe, organizationId: string): Promise<string> {
  const { data } = await stripe.customers.search({
    query: `metadata['organization_id']:'${organizationId}'`,
    limit: 1,
  });
  const [known] = data;
  if (known !== undefined) return known.id;
  const created = await stripe.customers.create(
    { metadata: { organization_id: organizationId } },
    // Stripe's search is eventually consistent: two purchases in a row must not create two customers.
    { idempotencyKey: `customer:${organizationId}` },
  );
  return created.id;
}
