import type { Owned } from './owned.ts';

export interface AuditEventRecord extends Owned {
  readonly id: string;
  readonly action: string;
  readonly actor: { readonly type: string; readonly id: string | null };
  readonly resource: { readonly type: string; readonly id: string };
  readonly ip: string | null;
  readonly user_agent: string | null;
  readonly request_id: string | null;
  readonly created_at: number;
}
