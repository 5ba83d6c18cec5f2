/** Up to so many slots, each has a cell; more are one bar. */
const MOST_CELLS = 60;
const CELL = 10;
const BAR_WIDTH = 600;

export interface SlotStripProps {
  readonly approved: number;
  readonly waiting: number;
  readonly open: number;
  /** What is read aloud, with the numbers. */
  readonly label: string;
}

/** The slots of a job: approved, waiting for their score, and open. */
export function SlotStrip({ approved, waiting, open, label }: SlotStripProps) {
  const total = Math.max(1, approved + waiting + open);
  const hasCells = total <= MOST_CELLS;
  const unit = hasCells ? CELL : BAR_WIDTH / total;
  const gap = hasCells ? 1.5 : 0;
  const width = total * unit - gap;
  const segments = [
    ['a', 0, approved],
    ['w', approved, waiting],
    ['o', approved + waiting, open],
  ] as const;
  return (
    <svg
      class={hasCells ? 'slots cells' : 'slots'}
      viewBox={`0 0 ${width} 12`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {segments.map(([kind, start, count]) => {
        if (count === 0) return null;
        const from = start * unit;
        const to = (start + count) * unit - gap;
        const path = hasCells ? `M${from} 6H${to}` : `M${from} 0H${to}V12H${from}z`;
        return <path key={kind} class={kind} d={path} {...(hasCells && { 'stroke-width': 12 })} />;
      })}
    </svg>
  );
}
