import type { Assessment, AssessmentRequest, Scorer } from '@firsthandapi/engine';
import { isAlike } from '@firsthandapi/scoring';
import { localAssessment } from './measure/local-assessment.ts';
import { measureContent } from './measure/measure-content.ts';
import type { Pictures } from './measure/pictures.ts';

/**
 * Rates what people submit without a model: how pictures and WAV recordings were made, but not what they show, so that
 * relevance is neutral and nothing has more than 4 stars. What it cannot open, such as video, is left to a person.
 */
export class LocalScorer implements Scorer {
  readonly highestStars = 4;
  readonly isAlike = isAlike;
  readonly #pictures: Pictures;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  async assess(request: AssessmentRequest): Promise<Assessment> {
    return localAssessment(await measureContent(this.#pictures, request));
  }
}
