import { z } from 'zod';

/** The size of a page, kept small because a model reads all of it. */
export const limit = z.int().min(1).max(50).default(20).describe('How many to return');
/** Where to continue a list. */
export const cursor = z
  .string()
  .max(1_000)
  .optional()
  .describe('next_cursor of the call before, to continue');
/** Where the list continues; null at its end. */
export const nextCursor = z.string().nullable();
