import type { Plugin } from 'vitepress';

/** Fails a build at its end when anything in it was warned about. */
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
      throw new Error(`the site was built with ${warnings.length} warnings, printed above`);
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
