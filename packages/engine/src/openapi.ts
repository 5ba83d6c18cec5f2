import document from '@firsthandapi/spec/openapi.json' with { type: 'json' };

/** The API's description, for hosts that show it. Large: import it when it is asked for. */
export const openApiDocument: Readonly<Record<string, unknown>> = document;
