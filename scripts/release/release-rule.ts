import type { Tarball } from './tarball.ts';

/** What the rules need to know about the workspace. */
export interface Workspace {
  /** The folder of the package: `packages/sdk`. */
  readonly room: string;
  /** The packages that are not published. */
  readonly privateNames: readonly string[];
}

/** A rule for every tarball; returns the violations. */
export type Rule = (packed: Tarball, workspace: Workspace) => readonly string[];
