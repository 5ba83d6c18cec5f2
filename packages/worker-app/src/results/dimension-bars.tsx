import type { Submission } from '@firsthandapi/spec/worker';
import { t } from '../text/texts.ts';

export interface DimensionBarsProps {
  readonly dimensions: NonNullable<Submission['ai_dimensions']>;
  /** The dimensions that somebody really looked at. */
  readonly judged: Submission['judged'];
}

const WIDTH = 104;

/** The three dimensions. One that nobody judged says so. */
export function DimensionBars({ dimensions, judged }: DimensionBarsProps) {
  const rows = [
    ['relevance', t.results.relevance],
    ['quality', t.results.quality],
    ['completeness', t.results.completeness],
  ] as const;
  return (
    <dl class="dims">
      {rows.map(([name, label]) => {
        const value = dimensions[name];
        const isJudged = judged.some((each) => each === name);
        return (
          <div key={name} {...(isJudged && value <= 2 && { class: 'low' })}>
            <dt>{label}</dt>
            <dd>
              {isJudged ? (
                <>
                  <svg viewBox={`0 0 ${WIDTH} 8`} preserveAspectRatio="none" aria-hidden="true">
                    <path class="off" d={`M0 4H${WIDTH}`} />
                    <path class="on" d={`M0 4H${(value / 5) * WIDTH}`} />
                  </svg>
                  <span class="num">
                    {value}
                    <span class="sr"> {t.results.of5}</span>
                  </span>
                </>
              ) : (
                <span class="unjudged">{t.results.notJudged}</span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
