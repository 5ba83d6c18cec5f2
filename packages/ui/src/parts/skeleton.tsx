import { useEffect, useState } from 'preact/hooks';

/** Loads faster than this show no skeleton: a flash says nothing. */
const PATIENCE_MS = 300;

export interface SkeletonProps {
  /** What is loading, for screen readers. */
  readonly label: string;
  readonly rows?: number | undefined;
}

/** The shape of a list that is loading. */
export function Skeleton({ label, rows = 3 }: SkeletonProps) {
  const [isShown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return <div aria-busy="true" />;
  return (
    <div class="stack s3" aria-busy="true">
      <span class="sr">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="card pad stack s3">
          <span class="skel w80" />
          <span class="skel" />
          <span class="skel w50" />
        </div>
      ))}
    </div>
  );
}
