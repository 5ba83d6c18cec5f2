import type { Document } from '../openapi-types.ts';
import { codeNames } from './python-codes.ts';
import type { Argument, PythonOperation } from './python-operations.ts';
import { acceptsNull, pythonType, type TypePlace } from './python-type.ts';

function placeIn(document: Document): TypePlace {
  return {
    isWritten: true,
    nameObject: () => {
      throw new Error('openapi.yaml: an argument is an object without a name: give it one');
    },
    nameCodes: codeNames(document),
  };
}

function argumentOf({ name, schema, isRequired }: Argument, place: TypePlace): string {
  const type = pythonType(schema, place);
  if (isRequired) return `${name}: ${type}`;
  if (acceptsNull(schema)) return `${name}: Union[${type}, Omitted] = OMITTED`;
  return `${name}: Optional[${type}] = None`;
}

/** Returns the parameters of the method of an operation, one text each. */
export function signature(document: Document, operation: PythonOperation): string[] {
  const { ids, arguments: given, isHeld } = operation;
  const place = placeIn(document);
  const required = given.filter(({ isRequired }) => isRequired);
  const optional = given.filter(({ isRequired }) => !isRequired);
  return [
    'self',
    ...ids.map((name) => `${name}: str`),
    ...(ids.length > 0 ? ['/'] : []),
    '*',
    ...[...required, ...optional].map((each) => argumentOf(each, place)),
    ...(isHeld ? ['wait: Optional[float] = None'] : []),
    'options: Optional[RequestOptions] = None',
  ];
}
