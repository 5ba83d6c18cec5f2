import type { z } from 'zod';

type Standard = z.ZodObject['~standard'];
type Direction = 'input' | 'output';

const converted = new WeakMap<z.ZodObject, Pick<z.ZodObject, '~standard'>>();

/**
 * Returns the same schema, whose conversion to JSON Schema happens once. The library converts the schemas of all tools with
 * every server, and over HTTP each request has one.
 */
export function convertOnce(schema: z.ZodObject): Pick<z.ZodObject, '~standard'> {
  const known = converted.get(schema);
  if (known !== undefined) return known;
  const standard = schema['~standard'];
  const once = {
    '~standard': {
      ...standard,
      jsonSchema: { input: remember(standard, 'input'), output: remember(standard, 'output') },
    },
  };
  converted.set(schema, once);
  return once;
}

function remember({ jsonSchema }: Standard, direction: Direction) {
  const known = new Map<string, Record<string, unknown>>();
  return (options: Parameters<typeof jsonSchema.input>[0]): Record<string, unknown> => {
    const result = known.get(options.target) ?? jsonSchema[direction](options);
    known.set(options.target, result);
    return result;
  };
}
