/** One number that is shown large. */
export interface FigureValue {
  readonly name: string;
  readonly value: string;
  readonly about?: string | undefined;
}

/** A row of numbers. */
export function Figures({ figures }: { readonly figures: readonly FigureValue[] }) {
  return (
    <dl class="card kpis">
      {figures.map(({ name, value, about }) => (
        <div key={name} class="kpi">
          <dt>{name}</dt>
          <dd>
            <span class="v">{value}</span>
            {about !== undefined && <span class="d">{about}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "91 %", or a dash for what has no value yet. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}%`;
}
