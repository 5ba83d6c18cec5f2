import { stripTypeScriptTypes } from 'node:module';

/** Jest's transform for TypeScript that only has types to lose, as Node itself runs it. */
export default {
  process: (source: string) => ({ code: stripTypeScriptTypes(source) }),
};
