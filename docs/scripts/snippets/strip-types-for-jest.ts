import { stripTypeScriptTypes } from 'node:module';

/** Jest transform for TypeScript with erasable types only, as Node runs it. */
export default {
  process: (source: string) => ({ code: stripTypeScriptTypes(source) }),
};
