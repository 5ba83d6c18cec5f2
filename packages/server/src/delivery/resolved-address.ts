/** An address of a host name, and its family: 4 or 6. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
