import { z } from 'zod';
import { counted } from '../results/counted.ts';
import { ToolError } from '../results/tool-error.ts';
import { CALL_MARK, type Creation } from '../spending/budget.ts';
import { callMark, idempotencyKeyOf } from '../spending/call-mark.ts';
import { jobSummary, summarizeJob } from './job-summary.ts';
import { defineTool, type ToolCall } from './tool.ts';

const FORMATS = [
  ...['image/jpeg', 'image/png', 'image/webp', 'audio/mpeg', 'audio/wav', 'audio/mp4'],
  ...['video/mp4', 'video/quicktime'],
] as const;

const input = z.strictObject({
  type: z.enum(['data_collection', 'feedback']),
  title: z.string().max(100).optional(),
  description: z.string().min(10).max(5_000).describe('What workers should capture'),
  files_needed: z.int().min(1).max(10_000),
  accepted_formats: z.array(z.enum(FORMATS)).min(1).max(FORMATS.length),
  price_per_file_cents: z.int().min(10).max(50_000).describe('Paid for each approved file'),
  files_per_submission: z.int().min(1).max(5).optional(),
  min_star_rating: z.int().min(1).max(5).optional(),
  scoring_criteria: z.string().max(1_000).optional(),
  worker_guidelines: z.string().max(2_000).optional(),
  min_width: z.int().min(1).optional(),
  min_height: z.int().min(1).optional(),
  location: z.strictObject({ lat: z.number(), lng: z.number(), radius_km: z.number() }).optional(),
  deadline: z.string().max(40).optional().describe('ISO 8601, UTC'),
  max_workers: z.int().min(1).optional(),
  metadata: z.record(z.string().max(40), z.string().max(500)).optional(),
  context_text: z.string().max(5_000).optional().describe('What workers should know beside it'),
  confirm_cost_cents: z
    .int()
    .min(0)
    .optional()
    .describe('Live only: the exact cost_cents of the call before, once the user has agreed to it'),
  repeat: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      'Any new text, to create another job like an earlier one. Without it, the same arguments return the earlier job.',
    ),
});

type CreateJobInput = z.output<typeof input>;

export const createJob = defineTool({
  name: 'create_job',
  title: 'Create a job',
  description:
    'Posts a job for people to capture photos, audio or video. With a live key the first call returns cost_cents and creates nothing: show the cost to the user, and call again with confirm_cost_cents only if they agree. With a test key the job is created at once and costs nothing. The same arguments never create a job twice within 24 hours.',
  scopes: ['jobs:write'],
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    idempotentHint: true,
    openWorldHint: true,
  },
  input,
  output: z.object({
    created: z
      .boolean()
      .describe(
        'Whether this call created the job. false with a job: an earlier call with the same arguments did; without: the cost has to be confirmed first',
      ),
    environment: z.string(),
    cost_cents: z.number().describe('files_needed × price_per_file_cents; real money in live'),
    next_step: z.string(),
    job: jobSummary.optional(),
  }),
  async run(given, call) {
    const { environment, budget } = call;
    const cost = given.files_needed * given.price_per_file_cents;
    if (given.metadata?.[CALL_MARK] !== undefined) {
      throw new ToolError(`metadata.${CALL_MARK} is set by this tool; leave it out`);
    }
    if (environment === 'test') return created(call, cost, send(given, call));
    budget.checkAtAll(cost);
    if (given.confirm_cost_cents === undefined) return quote(cost);
    if (given.confirm_cost_cents !== cost) {
      throw new ToolError(
        `confirm_cost_cents is ${given.confirm_cost_cents}, but this job costs ${counted(cost, 'cent')}. Show the cost to the user, and set confirm_cost_cents to ${cost} only if they agree.`,
      );
    }
    const creation = budget.spend(call.client, markOf(given), cost, call.signal, () =>
      send(given, call),
    );
    return created(call, cost, creation);
  },
});

function quote(cost: number) {
  return {
    facts: {
      created: false,
      environment: 'live',
      cost_cents: cost,
      next_step: `Nothing was created. Ask the user whether to spend ${counted(cost, 'cent')}; only if they agree, call again with confirm_cost_cents: ${cost}.`,
    },
  };
}

async function created({ environment }: ToolCall, cost: number, creation: Promise<Creation>) {
  const { job, isNew } = await creation;
  return {
    facts: {
      created: isNew,
      environment,
      cost_cents: cost,
      next_step: isNew
        ? 'Call wait_for_job with this id.'
        : 'An earlier call with the same arguments created this job. Call wait_for_job with this id; or, if the user wants another such job, call again with a new repeat.',
      job: summarizeJob(job),
    },
  };
}

/** The confirmation is not part of the mark: it says whether to create the job, not which. */
function markOf({ confirm_cost_cents: _, ...given }: CreateJobInput): string {
  return callMark('create_job', given);
}

async function send(given: CreateJobInput, { client, signal }: ToolCall): Promise<Creation> {
  const { confirm_cost_cents: _, repeat: __, context_text, metadata, ...body } = given;
  const mark = markOf(given);
  const { data, response, attempts } = await client
    .createJob(
      {
        ...body,
        ...(context_text !== undefined && { context: { text: context_text } }),
        metadata: { ...metadata, [CALL_MARK]: mark },
      },
      { idempotencyKey: idempotencyKeyOf(mark), signal },
    )
    .withResponse();
  // What a second attempt finds may be what the first one created.
  const isReplayed = attempts === 1 && response.headers.get('idempotent-replayed') === 'true';
  return { job: data, isNew: !isReplayed };
}
