import { QUOTA_NAMES } from '@firsthandapi/engine/host';
import { z } from 'zod';

/** Every event reads all endpoints of its organization, so these need a limit. */
const MAX_ENDPOINTS = 1_000;

const limit = z
  .int('must be an integer or null')
  .min(0, 'must be at least 0')
  .max(Number.MAX_SAFE_INTEGER)
  .nullable();
const endpoints = z
  .int('must be an integer')
  .min(0, 'must be at least 0')
  .max(MAX_ENDPOINTS, `must be at most ${MAX_ENDPOINTS}`);

const tier = z.strictObject(
  Object.fromEntries(
    QUOTA_NAMES.map((name) => [
      name,
      (name === 'webhook_endpoints' ? endpoints : limit).optional(),
    ]),
  ),
);

const overrides = z.strictObject({
  free: tier.optional(),
  standard: tier.optional(),
  enterprise: tier.optional(),
});

/** `QUOTAS`: a JSON object of tiers with the limits that differ from the contract's; null for no limit. */
export const quotasSetting = z.string().transform((text, context) => {
  const parsed = overrides.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  context.addIssue({
    code: 'custom',
    message: `must be JSON such as {"free":{"api_keys":50}}: ${path === '' ? '' : `${path} `}${describe(issue)}`,
  });
  return z.NEVER;
});

function describe(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'unrecognized_keys') return `has the unknown name ${issue.keys[0]}`;
  return issue?.message ?? 'is invalid';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
