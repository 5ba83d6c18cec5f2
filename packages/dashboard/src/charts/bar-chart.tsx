/** One bar. */
export interface Bar {
  readonly label: string;
  readonly value: number;
}

export interface BarChartProps {
  /** What the chart shows, for screen readers. */
  readonly label: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 600;
const HEIGHT = 160;
const GAP = 0.3;

/** Bars, with a table behind them for those who read. */
export function BarChart({ label, bars }: BarChartProps) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <div class="stack s2">
      <div class="chart">
        <p class="y" aria-hidden="true">
          <span>{most}</span>
          <span>0</span>
        </p>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
        >
          <path class="gl" d={`M0 .5h${WIDTH}M0 ${HEIGHT - 0.5}h${WIDTH}`} />
          {bars.map(({ label: name, value }, index) => {
            const height = (value / most) * HEIGHT;
            return (
              <rect
                key={name}
                class="b1"
                x={(index + GAP / 2) * step}
                y={HEIGHT - height}
                width={step * (1 - GAP)}
                height={height}
              />
            );
          })}
        </svg>
        <p class="x" aria-hidden="true">
          {bars.map(({ label: name }) => (
            <span key={name}>{name}</span>
          ))}
        </p>
      </div>
      <details class="data">
        <summary>As a table</summary>
        <table>
          <caption class="sr">{label}</caption>
          <tbody>
            {bars.map(({ label: name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="end">{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}
