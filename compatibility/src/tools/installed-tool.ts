/** An installed program on one version of Node. */
export interface InstalledTool {
  /** The binary of Node. */
  readonly node: string;
  /** The file that the command of npm starts. */
  readonly program: string;
  /** What it is told by its environment: where the service is, and the key. */
  readonly environment: Readonly<Record<string, string>>;
  /** An empty folder for what is downloaded. */
  readonly folder: string;
}

/** The number of files that each job asks for. */
export const FILES_NEEDED = 2;
