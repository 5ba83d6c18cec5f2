// Generated from account.yaml by generate.ts; do not edit.

export * from './codes.ts';
export * from './operations.ts';
export type { paths } from './paths.ts';
export type * from './types.ts';
