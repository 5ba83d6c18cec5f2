import type { z } from 'zod';
import { convertOnce } from './convert-once.ts';
import { describeIssue } from './describe-issue.ts';

/** Returns the schema of a tool's arguments, which says in words of the API what is wrong with them. */
export function checkedInput(schema: z.ZodObject): Pick<z.ZodObject, '~standard'> {
  const validate = (value: unknown) => {
    const { success, data, error } = schema.safeParse(value, { error: describeIssue });
    return success ? { value: data } : { issues: error.issues };
  };
  return { '~standard': { ...convertOnce(schema)['~standard'], validate } };
}
