/** The parts of the specification that go into a doc comment. */
interface Described {
  readonly description?: string;
}
interface Source {
  readonly summary: string;
  readonly description: string;
  readonly responses: Readonly<Record<string, Described & { readonly $ref?: string }>>;
}

/** Statuses of every operation; the README's error table explains them once. */
const COMMON_STATUSES = new Set([401, 413, 415, 429, 500, 503, 504]);

/**
 * Returns the doc comment of one method: what the operation does, its route, its result and its
 * errors.
 */
export function documentationOf(
  document: { readonly paths: object; readonly components: { readonly responses: object } },
  id: string,
  operation: { readonly method: string; readonly path: string; readonly deprecated: boolean },
): string {
  const paths = document.paths as Record<string, Record<string, Source>>;
  const source = paths[operation.path]?.[operation.method.toLowerCase()];
  if (!source) throw new Error(`openapi.yaml has no operation ${id}`);
  const shared = document.components.responses as Record<string, Described>;
  const outcomes = Object.entries(source.responses).map(([status, response]) => {
    const target = response.$ref ? shared[response.$ref.split('/').pop() as string] : response;
    return [Number(status), target?.description ?? ''] as const;
  });
  const lines = [
    `${source.summary}: \`${operation.method} ${operation.path}\`. Contract §3.`,
    '',
    ...source.description.trim().split('\n'),
    '',
    ...outcomes
      .filter(([status]) => !COMMON_STATUSES.has(status))
      .map(([status, text]) =>
        status < 300
          ? `@returns ${sentence(text)}`
          : `@throws {@link FirstHandApiError} ${status}: ${sentence(text)}`,
      ),
    ...(operation.deprecated ? ['@deprecated'] : []),
  ];
  return `  /**\n${lines.map((line) => `   * ${line}`.trimEnd()).join('\n')}\n   */`;
}

function sentence(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replaceAll('*/', '*\\/');
}
