import type { Assessment, AssessmentRequest } from '@firsthandapi/engine';
import {
  decodeWav,
  type Finding,
  formatOf,
  isFormat,
  likenessOf,
  pictureFinding,
  SHORTEST_SECONDS,
  soundFinding,
  TOO_SHORT,
} from '@firsthandapi/scoring';
import { type Pictures, UndecodableError } from './pictures.ts';
import { readContent } from './read-content.ts';

/** Why a file is rejected for certain, whatever it shows. */
export type CertainCode = NonNullable<Assessment['rejection_code']>;

/** What is known of a file without a model. */
export type Measured =
  | { readonly kind: 'rejected'; readonly code: CertainCode; readonly reasoning: string }
  | {
      readonly kind: 'measured';
      readonly finding: Finding;
      readonly preview: Assessment['preview'];
      readonly likeness: string | null;
    };

/** Enough for the forms of all accepted formats. */
const HEAD_BYTES = 16;
/** Of a file in memory. A larger picture is left to a person; of a larger recording, the beginning is measured. */
export const MOST_BYTES = 64 * 1_024 * 1_024;

const UNMEASURED: Measured = {
  kind: 'measured',
  finding: { certain: null, quality: null, completeness: null, reasons: [] },
  preview: null,
  likeness: null,
};

/**
 * Measures a submitted file: whether it is what it was declared as, and how well a picture or WAV recording was made. What
 * cannot be opened here, such as video, stays unmeasured, unless it is sound of which the container says that it is too short.
 */
export async function measureContent(
  pictures: Pictures,
  request: AssessmentRequest,
): Promise<Measured> {
  const { content_type } = request.submission;
  const format = formatOf(await readContent(request, HEAD_BYTES));
  if (format === undefined || !isFormat(format, content_type)) {
    return rejected('wrong_format', `The file is not ${content_type}, as it was declared.`);
  }
  try {
    if (content_type.startsWith('image/')) return await measurePicture(pictures, request);
    return content_type === 'audio/wav' ? await measureWav(request) : measureLength(request);
  } catch (error) {
    if (!(error instanceof UndecodableError)) throw error;
    return rejected('undecodable', 'The file is damaged, or too large to be opened.');
  }
}

async function measurePicture(pictures: Pictures, request: AssessmentRequest): Promise<Measured> {
  if (request.submission.size_bytes > MOST_BYTES) return UNMEASURED;
  return pictures.inTurn(async () => {
    const bytes = await readContent(request, MOST_BYTES);
    const picture = await pictures.decode(bytes);
    const content = await pictures.preview(bytes);
    const preview = { content_type: 'image/jpeg', content };
    return measured(pictureFinding(picture), { preview, likeness: likenessOf(picture.whole) });
  });
}

function measureLength({ submission }: AssessmentRequest): Measured {
  const { content_type, duration_seconds } = submission;
  const isTooShort = duration_seconds !== null && duration_seconds < SHORTEST_SECONDS;
  return isTooShort && content_type.startsWith('audio/')
    ? rejected('silent', TOO_SHORT)
    : UNMEASURED;
}

async function measureWav(request: AssessmentRequest): Promise<Measured> {
  const sound = decodeWav(await readContent(request, MOST_BYTES));
  return sound === undefined
    ? UNMEASURED
    : measured(soundFinding(sound), { preview: null, likeness: null });
}

function measured(
  finding: Finding,
  shown: Pick<Assessment, 'preview'> & { readonly likeness: string | null },
): Measured {
  if (finding.certain !== null) return rejected(finding.certain, finding.reasons.join(' '));
  return { kind: 'measured', finding, ...shown };
}

function rejected(code: CertainCode, reasoning: string): Measured {
  return { kind: 'rejected', code, reasoning };
}
