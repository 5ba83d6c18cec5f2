import type { Assessment, AssessmentRequest, Scorer } from '@firsthandapi/engine';
import {
  decodeWav,
  type Finding,
  formatOf,
  isFormat,
  localRating,
  pictureFinding,
  soundFinding,
} from '@firsthandapi/scoring';
import { type Pictures, UndecodableError } from './pictures.ts';
import { readContent } from './read-content.ts';

type RejectionCode = NonNullable<Assessment['rejection_code']>;

/** Enough for the forms of all accepted formats. */
const HEAD_BYTES = 16;
/** Of a file in memory. A larger picture is left to a person; of a larger recording, the beginning is measured. */
const MOST_BYTES = 64 * 1_024 * 1_024;

const FINDINGS = {
  safety: { flagged: false, categories: [] },
  signals: [],
  votes: [],
  models: [{ name: 'local', version: '1' }],
  annotations: null,
  cost_microcents: 0,
} as const satisfies Partial<Assessment>;

const UNMEASURED: Finding = { certain: null, quality: null, completeness: null, reasons: [] };

/**
 * Rates what people submit without a model: how pictures and WAV recordings were made, but not what they show, so that
 * relevance is neutral and nothing has more than 4 stars. What it cannot open, such as video, is left to a person.
 */
export class LocalScorer implements Scorer {
  readonly highestStars = 4;
  readonly #pictures: Pictures;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  async assess(request: AssessmentRequest): Promise<Assessment> {
    const { content_type } = request.submission;
    const format = formatOf(await readContent(request, HEAD_BYTES));
    if (format === undefined || !isFormat(format, content_type)) {
      return rejected('wrong_format', `The file is not ${content_type}, as it was declared.`);
    }
    try {
      if (content_type.startsWith('image/')) return await this.#assessPicture(request);
      return rated(content_type === 'audio/wav' ? await findInWav(request) : UNMEASURED, null);
    } catch (error) {
      if (!(error instanceof UndecodableError)) throw error;
      return rejected('undecodable', 'The file is damaged, or too large to be opened.');
    }
  }

  async #assessPicture(request: AssessmentRequest): Promise<Assessment> {
    if (request.submission.size_bytes > MOST_BYTES) return rated(UNMEASURED, null);
    const bytes = await readContent(request, MOST_BYTES);
    const finding = pictureFinding(await this.#pictures.decode(bytes));
    const content = await this.#pictures.preview(bytes);
    return rated(finding, { content_type: 'image/jpeg', content });
  }
}

async function findInWav(request: AssessmentRequest): Promise<Finding> {
  const sound = decodeWav(await readContent(request, MOST_BYTES));
  return sound === undefined ? UNMEASURED : soundFinding(sound);
}

function rated(finding: Finding, preview: Assessment['preview']): Assessment {
  const { dimensions, judged, reasoning, confidence } = localRating(finding);
  if (finding.certain !== null) return rejected(finding.certain, finding.reasons.join(' '));
  return {
    ...FINDINGS,
    verdict: judged.length === 0 ? 'needs_review' : 'scored',
    dimensions,
    judged,
    reasoning,
    confidence,
    rejection_code: null,
    preview,
  };
}

function rejected(code: RejectionCode, reasoning: string): Assessment {
  return {
    ...FINDINGS,
    verdict: 'scored',
    dimensions: { relevance: 1, quality: 1, completeness: 1 },
    judged: ['quality'],
    reasoning,
    confidence: 1,
    rejection_code: code,
    preview: null,
  };
}
