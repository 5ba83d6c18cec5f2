import { randomBytes } from 'node:crypto';
import {
  type Assessment,
  type AssessmentRequest,
  type Scorer,
  starRating,
  weightedMean,
} from '@firsthandapi/engine';
import {
  combineVotes,
  DESCRIBE_PROMPT,
  describedPrompt,
  type EscalationReason,
  isAlike,
  type JudgePrompt,
  type JudgeReply,
  type JudgeTask,
  judgePrompt,
  needsMoreVotes,
} from '@firsthandapi/scoring';
import { localAssessment } from '../measure/local-assessment.ts';
import { type Measured, MOST_BYTES, measureContent } from '../measure/measure-content.ts';
import type { Pictures } from '../measure/pictures.ts';
import { readContent } from '../measure/read-content.ts';
import type { ClaudeJudge } from './claude-judge.ts';
import { costOf } from './model-prices.ts';
import { remainingBudget } from './scoring-budget.ts';
import { MOST_SOUND_BYTES, type Transcript } from './whisper-transcriber.ts';

export interface EnsembleOptions {
  readonly pictures: Pictures;
  readonly judge: Pick<ClaudeJudge, 'rate' | 'describe'>;
  /** Undefined without a transcriber: sound is then only measured. */
  readonly transcribe:
    | ((sound: Uint8Array<ArrayBuffer>, contentType: string) => Promise<Transcript>)
    | undefined;
  readonly models: { readonly first: string; readonly strong: string };
}

/** The longer edge of what a model sees: about 2,400 visual tokens. */
const MODEL_EDGE = 1_568;
/** Of one call, to know beforehand whether it fits a budget. */
const EXPECTED_TOKENS = { input: 4_000, output: 400 };
/** At most so many calls of the strong model for one file. */
const STRONG_CALLS = 2;

/** What the models have said so far. */
interface Votes {
  readonly replies: readonly JudgeReply[];
  readonly models: readonly string[];
  readonly cost: number;
}

/** What models are shown. */
interface Evidence {
  readonly task: JudgeTask;
  readonly image: Uint8Array | null;
  readonly transcript: Transcript | null;
}

/**
 * Rates by measurements and models together. Measurements reject what is certain; a small model votes on the rest, and a
 * strong one where that vote is near the threshold or suspect. What no model can see is rated as without one. A provider's
 * failure is thrown and never becomes a rating.
 */
export class EnsembleScorer implements Scorer {
  readonly isAlike = isAlike;
  readonly #options: EnsembleOptions;

  constructor(options: EnsembleOptions) {
    this.#options = options;
  }

  async assess(request: AssessmentRequest): Promise<Assessment> {
    const measured = await measureContent(this.#options.pictures, request);
    const local = localAssessment(measured);
    if (measured.kind === 'rejected' || !this.#canJudge(request)) return local;
    const { first, strong } = this.#options.models;
    const budget = remainingBudget(request);
    if (budget < costOf(first, EXPECTED_TOKENS)) return withSignal(local, 'budget_exhausted', null);
    const evidence = await this.#gather(request, measured);
    const firstVote = await this.#vote(first, evidence, none());
    const reason = escalationOf(request, firstVote, local);
    const canEscalate = budget - firstVote.cost >= STRONG_CALLS * costOf(strong, EXPECTED_TOKENS);
    if (reason === undefined) return this.#conclude(firstVote, local, evidence, undefined);
    if (!canEscalate) {
      const cautious = this.#conclude(firstVote, local, evidence, reason);
      return { ...withSignal(cautious, 'budget_exhausted', reason), ...needsPerson(cautious) };
    }
    const votes = await this.#escalate(reason, firstVote, evidence);
    return this.#conclude(votes, local, evidence, reason);
  }

  #canJudge({ submission }: AssessmentRequest): boolean {
    if (submission.content_type.startsWith('image/')) return submission.size_bytes <= MOST_BYTES;
    const isSound = submission.content_type.startsWith('audio/');
    const canHear = this.#options.transcribe !== undefined;
    return isSound && canHear && submission.size_bytes <= MOST_SOUND_BYTES;
  }

  async #gather(
    request: AssessmentRequest,
    measured: Measured & { readonly kind: 'measured' },
  ): Promise<Evidence> {
    const { job, submission } = request;
    const bytes = await readContent(request, MOST_BYTES);
    const isPicture = submission.content_type.startsWith('image/');
    const image = isPicture ? await this.#options.pictures.forModel(bytes, MODEL_EDGE) : null;
    const transcript = isPicture ? null : await this.#transcribe(bytes, submission.content_type);
    const task = {
      description: job.description,
      criteria: job.scoring_criteria,
      guidelines: job.worker_guidelines,
      transcript: transcript === null ? null : transcript.text || '(nothing is said)',
      measured: measured.finding.reasons,
    };
    return { task, image, transcript };
  }

  async #transcribe(bytes: Uint8Array, contentType: string): Promise<Transcript | null> {
    return (await this.#options.transcribe?.(new Uint8Array(bytes), contentType)) ?? null;
  }

  async #vote(model: string, { task, image }: Evidence, before: Votes): Promise<Votes> {
    return this.#add(before, model, judgePrompt(task, newMark()), image);
  }

  async #add(
    before: Votes,
    model: string,
    prompt: JudgePrompt,
    image: Uint8Array | null,
  ): Promise<Votes> {
    const { reply, cost, model: version } = await this.#options.judge.rate(model, prompt, image);
    return {
      replies: reply === undefined ? before.replies : [...before.replies, reply],
      models: [...before.models, version],
      cost: before.cost + cost,
    };
  }

  async #escalate(
    reason: EscalationReason | 'no_vote',
    first: Votes,
    evidence: Evidence,
  ): Promise<Votes> {
    const { strong } = this.#options.models;
    if (reason === 'addresses_grader' && evidence.image !== null) {
      return this.#judgeDescription({ ...first, replies: [] }, evidence, evidence.image);
    }
    let votes = first;
    for (let call = 0; call < STRONG_CALLS; call += 1) {
      votes = await this.#vote(strong, evidence, votes);
    }
    return votes;
  }

  /** Two passes: who grades never sees the text that speaks to graders, and who sees it does not grade. */
  async #judgeDescription(before: Votes, { task }: Evidence, image: Uint8Array): Promise<Votes> {
    const { strong } = this.#options.models;
    const described = await this.#options.judge.describe(strong, DESCRIBE_PROMPT, image);
    const seen = { ...before, cost: before.cost + described.cost };
    if (described.reply === undefined) return seen;
    return this.#add(seen, strong, describedPrompt(task, described.reply, newMark()), null);
  }

  #conclude(
    votes: Votes,
    local: Assessment,
    { transcript }: Evidence,
    reason: EscalationReason | 'no_vote' | undefined,
  ): Assessment {
    const cost_microcents = votes.cost + (transcript?.cost ?? 0);
    const names = [...votes.models, ...(transcript === null ? [] : [transcript.model])];
    const models = [
      ...local.models,
      ...[...new Set(names)].map((name) => ({ name, version: name })),
    ];
    const [leading] = votes.replies;
    if (leading === undefined) {
      return { ...local, ...needsPerson(local), models, cost_microcents, reasoning: UNJUDGED };
    }
    const combined = combineVotes(votes.replies.map(({ dimensions }) => dimensions));
    const { relevance, quality, completeness, judged, agreement } = combined;
    const categories = [...new Set(votes.replies.flatMap((each) => each.safetyCategories))];
    const concluded: Assessment = {
      ...local,
      verdict: 'scored',
      dimensions: { relevance, quality, completeness },
      judged,
      reasoning: closest(votes.replies, combined).reasoning,
      confidence: Math.min(leading.confidence, agreement),
      safety: { flagged: categories.length > 0, categories },
      signals: reason === undefined ? [] : [{ kind: reason, detail: null }],
      votes: votes.replies.map(({ dimensions, reasoning }, index) => ({
        rater: votes.models[votes.models.length - votes.replies.length + index] ?? 'model',
        dimensions,
        reasons: [reasoning],
      })),
      models,
      cost_microcents,
      rejection_code: null,
    };
    return categories.length > 0 ? { ...concluded, ...needsPerson(concluded) } : concluded;
  }
}

const UNJUDGED = 'No model gave a rating. A person looks at the file.';

function none(): Votes {
  return { replies: [], models: [], cost: 0 };
}

function newMark(): string {
  return randomBytes(12).toString('hex');
}

function escalationOf(
  { job }: AssessmentRequest,
  { replies }: Votes,
  local: Assessment,
): EscalationReason | 'no_vote' | undefined {
  const [reply] = replies;
  if (reply === undefined) return 'no_vote';
  const isMeasured = local.judged.includes('quality');
  return needsMoreVotes({
    reply,
    measured: {
      relevance: null,
      quality: isMeasured ? (local.dimensions?.quality ?? null) : null,
      completeness: null,
    },
    score: weightedMean(reply.dimensions),
    threshold: job.min_star_rating,
  });
}

/** The reply whose stars are those of all together, so that the reason fits the verdict. */
function closest(replies: readonly JudgeReply[], combined: JudgeReply['dimensions']): JudgeReply {
  const stars = starRating(combined);
  const distance = ({ dimensions }: JudgeReply) => Math.abs(starRating(dimensions) - stars);
  return replies.reduce((best, reply) => (distance(reply) < distance(best) ? reply : best));
}

function needsPerson({ dimensions }: Assessment) {
  return { verdict: 'needs_review', dimensions, rejection_code: null } as const;
}

function withSignal(assessment: Assessment, kind: string, detail: string | null): Assessment {
  return { ...assessment, signals: [...assessment.signals, { kind, detail }] };
}
