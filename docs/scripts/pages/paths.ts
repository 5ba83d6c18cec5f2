import { fileURLToPath } from 'node:url';

/** The folder of the docs package. */
export const docsFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** The root of the repository. */
export const rootFolder = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** The folder of the built site. */
export const siteFolder = `${docsFolder}/dist`;

/** The spec, as JSON. */
export const specFile = `${rootFolder}/spec/generated/openapi.json`;
