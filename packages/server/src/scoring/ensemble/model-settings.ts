/** The models that rate what people submit. */
export interface ModelSettings {
  readonly apiKey: string;
  /** Undefined for Anthropic's own address. */
  readonly baseUrl: string | undefined;
  readonly first: string;
  readonly strong: string;
  readonly callsPerMinute: number;
}
