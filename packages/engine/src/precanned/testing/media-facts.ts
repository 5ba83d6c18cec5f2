/** What a file's own bytes say about it. */
export interface MediaFacts {
  readonly contentType: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly durationSeconds: number | null;
}
