import { z } from 'zod';
import type { ModelSettings } from '../scoring/ensemble/model-settings.ts';
import type { WhisperSettings } from '../scoring/ensemble/whisper-transcriber.ts';
import { filled, integer, url, type ValuesOf, withoutTrailingSlashes } from './setting.ts';

export const scoringSettings = {
  SCORER: {
    meaning:
      'Who rates what people submit: `local` measurements, 4 stars at most; measurements and models (`ensemble`); a person (`review`); or `auto`: models with a key for them, else local where possible',
    default: 'auto',
    schema: z.enum(['auto', 'local', 'review', 'ensemble']),
  },
  ANTHROPIC_API_KEY: {
    meaning:
      'Key for the models that rate what people submit; pictures and transcripts are sent there',
    default: '(none)',
    schema: filled,
  },
  ANTHROPIC_BASE_URL: {
    meaning: 'Where those models are, for a gateway',
    default: "(Anthropic's)",
    schema: url(['http', 'https']),
  },
  SCORER_MODEL: {
    meaning: 'Model of the first vote on each file',
    default: 'claude-haiku-5-5',
    schema: filled,
  },
  SCORER_STRONG_MODEL: {
    meaning: 'Model of further votes, near the threshold or where the first one is suspect',
    default: 'claude-sonnet-5-5',
    schema: filled,
  },
  SCORER_CALLS_PER_MINUTE: {
    meaning: 'Most calls of the models in a minute, per process',
    default: '50',
    schema: integer(1, 100_000),
  },
  OPENAI_API_KEY: {
    meaning:
      'Key for the transcription of recordings, which are sent there; without it or WHISPER_URL they are only measured',
    default: '(none)',
    schema: filled,
  },
  WHISPER_URL: {
    meaning:
      'Where recordings are transcribed instead: a server that speaks the same protocol, such as whisper.cpp',
    default: '(none)',
    schema: url(['http', 'https']),
  },
  WHISPER_MODEL: {
    meaning: 'Model of the transcription',
    default: 'whisper-1',
    schema: filled,
  },
} as const;

type Values = ValuesOf<typeof scoringSettings>;

/** Who rates what people submit. */
export interface ScoringConfiguration {
  /** Who rates what people submit: measurements on this machine, or a person. `auto`: measurements where they are possible. */
  readonly scorer: 'auto' | 'local' | 'review' | 'ensemble';
  /** The models that rate what people submit; undefined without a key for them. */
  readonly models: ModelSettings | undefined;
  /** What transcribes recordings for the models; undefined without one. */
  readonly whisper: WhisperSettings | undefined;
}

export function readScoring(values: Values): ScoringConfiguration {
  return {
    scorer: values.SCORER ?? 'auto',
    models: modelsOf(values),
    whisper: whisperOf(values),
  };
}

/** Returns a problem for each setting that does not fit the others. */
export function scoringProblems(values: Values): string[] {
  const isMissing = values.SCORER === 'ensemble' && values.ANTHROPIC_API_KEY === undefined;
  return isMissing ? ['ANTHROPIC_API_KEY must be set for SCORER=ensemble'] : [];
}

function modelsOf(values: Values): ModelSettings | undefined {
  const { ANTHROPIC_API_KEY: apiKey } = values;
  if (apiKey === undefined) return undefined;
  return {
    apiKey,
    baseUrl: withoutTrailingSlashes(values.ANTHROPIC_BASE_URL),
    first: values.SCORER_MODEL ?? 'claude-haiku-5-5',
    strong: values.SCORER_STRONG_MODEL ?? 'claude-sonnet-5-5',
    callsPerMinute: values.SCORER_CALLS_PER_MINUTE ?? 50,
  };
}

function whisperOf(values: Values): WhisperSettings | undefined {
  const {
    OPENAI_API_KEY: apiKey,
    WHISPER_URL: baseUrl,
    WHISPER_MODEL: model = 'whisper-1',
  } = values;
  if (baseUrl !== undefined) {
    // The key of one provider is never sent to another.
    return { baseUrl: withoutTrailingSlashes(baseUrl) ?? baseUrl, apiKey: undefined, model };
  }
  return apiKey === undefined ? undefined : { baseUrl: 'https://api.openai.com/v1', apiKey, model };
}
