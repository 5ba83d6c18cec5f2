const STAR = 'm8 .8 2.2 4.7 5.1.7-3.7 3.6.9 5.1L8 12.5l-4.5 2.4.9-5.1L.7 6.2l5.1-.7z';
const PLACES = [1, 2, 3, 4, 5] as const;

export interface StarsProps {
  readonly count: number;
  /** What is read aloud, such as "4 of 5 stars". */
  readonly label: string;
}

/** A rating of 1 to 5 stars. */
export function Stars({ count, label }: StarsProps) {
  return (
    <span class="stars big">
      <svg viewBox="0 0 84 16" role="img" aria-label={label}>
        {PLACES.map((place) => (
          <path
            key={place}
            d={STAR}
            class={place <= count ? 'star-on' : 'star-off'}
            transform={`translate(${(place - 1) * 17} 0)`}
          />
        ))}
      </svg>
      <span aria-hidden="true">{count}</span>
    </span>
  );
}
