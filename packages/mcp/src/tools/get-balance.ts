import { z } from 'zod';
import { defineTool, READS } from './tool.ts';

export const getBalance = defineTool({
  name: 'get_balance',
  title: 'Get the balance',
  description:
    'Returns the credits of the organization, in US cents, and what tools may spend of them.',
  scopes: ['billing:read'],
  annotations: READS,
  input: z.strictObject({}),
  output: z.object({
    environment: z.string(),
    available_cents: z.number(),
    held_cents: z.number(),
    total_cents: z.number(),
    owed_cents: z.number().optional(),
    max_spend_cents: z.number().describe('What tools may spend on live jobs within 24 hours'),
  }),
  async run(_input, { client, environment, budget, signal }) {
    const balance = await client.getCreditBalance({ signal });
    const { available_cents, held_cents, total_cents, owed_cents } = balance;
    const max_spend_cents = budget.maxSpendCents;
    return {
      facts: { environment, available_cents, held_cents, total_cents, owed_cents, max_spend_cents },
    };
  },
});
