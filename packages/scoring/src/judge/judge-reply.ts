/** The form of a judge's response, as a JSON schema for the provider. */
export const JUDGE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: [
    'relevance',
    'quality',
    'completeness',
    'reasoning',
    'confidence',
    'visible_text',
    'addresses_grader',
    'safety_categories',
  ],
  properties: {
    relevance: { type: 'number' },
    quality: { type: 'number' },
    completeness: { type: 'number' },
    reasoning: { type: 'string' },
    confidence: { type: 'number' },
    visible_text: { type: 'array', items: { type: 'string' } },
    addresses_grader: { type: 'boolean' },
    safety_categories: {
      type: 'array',
      items: {
        type: 'string',
        enum: ['sexual', 'violence', 'hate', 'self_harm', 'child_safety', 'private_data'],
      },
    },
  },
} as const;

/** A judge's rating. */
export interface JudgeReply {
  /** 1–5 each. */
  readonly dimensions: {
    readonly relevance: number;
    readonly quality: number;
    readonly completeness: number;
  };
  readonly reasoning: string;
  /** 0–1. */
  readonly confidence: number;
  /** Whether a text in the file speaks to the grader. */
  readonly addressesGrader: boolean;
  readonly safetyCategories: readonly string[];
}

const LONGEST_REASONING = 500;
const MOST_CATEGORIES = 10;
/** Speech bubbles of a stranger end here: a link in a reason would be an advertisement on our page. */
const LINK = /\b(?:https?:\/\/|www\.)\S{1,500}/gi;

/**
 * Reads a judge's response. Numbers are clamped to their scale; links are taken out of the reasoning.
 *
 * @returns The rating, or undefined for what is not one: that is no rating, and never a low one.
 */
export function parseJudgeReply(text: string): JudgeReply | undefined {
  const value = parse(text);
  if (!isRecord(value)) return undefined;
  const { relevance, quality, completeness, reasoning, confidence } = value;
  if (!isNumber(relevance) || !isNumber(quality) || !isNumber(completeness)) return undefined;
  if (typeof reasoning !== 'string') return undefined;
  return {
    dimensions: {
      relevance: clamp(relevance, 1, 5),
      quality: clamp(quality, 1, 5),
      completeness: clamp(completeness, 1, 5),
    },
    reasoning: plain(reasoning),
    confidence: isNumber(confidence) ? clamp(confidence, 0, 1) : 0.5,
    addressesGrader: value.addresses_grader === true,
    safetyCategories: strings(value.safety_categories),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function plain(text: string): string {
  return text.replace(LINK, '…').replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASONING);
}

function strings(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each) => typeof each === 'string').slice(0, MOST_CATEGORIES);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
