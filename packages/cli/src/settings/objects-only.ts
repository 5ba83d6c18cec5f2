import type { ClientOptions } from '@firsthandapi/sdk';

type Schemas = NonNullable<ClientOptions['validateResponses']>;

/** Refuses a list with an item that is no object. The client itself looks no further than that a list is one. */
const schema: Schemas[string] = {
  '~standard': {
    validate(value) {
      const { data }: { readonly data?: unknown } = Object(value);
      const index = Array.isArray(data) ? data.findIndex((item) => Object(item) !== item) : -1;
      return {
        issues: index < 0 ? undefined : [{ path: ['data', index], message: 'is no object' }],
      };
    },
  },
};

/** The schema of every operation, so that none is forgotten. */
export const objectsOnly: Schemas = new Proxy({}, { get: () => schema });
