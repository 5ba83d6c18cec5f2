import type { Document } from '../openapi-types.ts';
import { generatePythonCodes } from './python-codes.ts';
import type { Flavour } from './python-flavour.ts';
import { generatePythonMethods } from './python-methods.ts';
import { generatePythonOperations } from './python-operations.ts';
import { generatePythonTypes } from './python-types.ts';

const HEADER = '# Generated from spec/openapi.yaml by spec/generate.ts; do not edit.\n\n';

/** In one file, whose second half repeats the first and so adds little to the size of the package. */
const FLAVOURS: readonly Flavour[] = [
  {
    className: 'Operations',
    description: 'A method for every operation of the API.',
    pageType: 'Page',
    isAsync: false,
  },
  {
    className: 'AsyncOperations',
    description: 'A coroutine for every operation of the API.',
    pageType: 'AsyncList',
    isAsync: true,
  },
];

/** The generated files of the Python package, by name. */
export function generatePythonPackage(document: Document): Record<string, string> {
  return {
    '__init__.py': `${HEADER.trimEnd()}\n`,
    'codes.py': HEADER + generatePythonCodes(document),
    'methods.py': `${HEADER + generatePythonMethods(document, FLAVOURS)}\n\n${generatePythonOperations(document)}`,
    'types.py': HEADER + generatePythonTypes(document),
  };
}
