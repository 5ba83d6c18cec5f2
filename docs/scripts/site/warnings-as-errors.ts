import type { Plugin } from 'vitepress';

/** Fails the build at its end if it printed any warnings. */
export function warningsAsErrors(): Plugin {
  const warnings: string[] = [];
  return {
    name: 'warnings-as-errors',
    apply: 'build',
    configResolved({ logger }) {
      listen(logger, (message) => warnings.push(message));
    },
    closeBundle() {
      if (warnings.length === 0) return;
      throw new Error(`Building the site printed ${warnings.length} warnings, see above`);
    },
  };
}

interface Logger {
  warn(message: string, options?: object): void;
  warnOnce(message: string, options?: object): void;
}

function listen(logger: Logger, onWarning: (message: string) => void): void {
  for (const method of ['warn', 'warnOnce'] as const) {
    const write = logger[method].bind(logger);
    logger[method] = (message, options) => {
      onWarning(message);
      write(message, options);
    };
  }
}
