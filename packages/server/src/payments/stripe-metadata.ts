import Stripe from 'stripe';

/** Returns the metadata of a payment, or undefined when Stripe does not know the payment. */
export async function metadataOf(
  stripe: Stripe,
  paymentId: string,
): Promise<Readonly<Record<string, string>> | undefined> {
  try {
    return (await stripe.paymentIntents.retrieve(paymentId)).metadata;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.statusCode === 404) return undefined;
    throw error;
  }
}
