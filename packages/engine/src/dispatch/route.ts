import { type OperationId, operations } from '@firsthandapi/spec';
import { ApiError } from '../errors/api-error.ts';

/** An operation and the values of its path parameters. */
export interface Route<Id extends string = OperationId> {
  readonly operationId: Id;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where operations are, by their ids. */
export type Locations<Id extends string> = Readonly<
  Record<Id, { readonly method: string; readonly path: string }>
>;

/**
 * Finds the operation of a request. Throws 404 for an unknown path, and 405 with `Allow` for another method of a known one
 * (contract §3).
 */
export type RouteMatcher<Id extends string> = (method: string, path: string) => Route<Id>;

/**
 * A node in the tree of known paths: its literal children, at most one parameter, and the methods of the path that ends
 * here.
 */
interface Node {
  readonly literals: Map<string, Node>;
  parameter: { readonly name: string; readonly node: Node } | undefined;
  readonly methods: Map<string, string>;
}

/** The operation of a request of a buyer. */
export const matchRoute = routeMatcher(operations);

/** Returns what finds the operation of a request, among those of a document. */
export function routeMatcher<Id extends string>(locations: Locations<Id>): RouteMatcher<Id> {
  const root = buildTree(locations);
  return (method, path) => {
    const parameters: Record<string, string> = {};
    const node = walk(root, path, parameters);
    if (node === undefined || node.methods.size === 0) {
      throw new ApiError('not_found', `No such path: ${path}`);
    }
    const operationId = node.methods.get(method);
    if (operationId === undefined) throw notAllowed(method, [...node.methods.keys()].join(', '));
    return { operationId: operationId as Id, parameters };
  };
}

function notAllowed(method: string, allow: string): ApiError {
  return new ApiError('method_not_allowed', `${method} is not allowed here; use ${allow}`, {
    headers: { Allow: allow },
  });
}

function walk(root: Node, path: string, parameters: Record<string, string>): Node | undefined {
  let node: Node | undefined = root;
  for (const segment of path.slice(1).split('/')) {
    const literal: Node | undefined = node.literals.get(segment);
    if (literal !== undefined) {
      node = literal;
      continue;
    }
    if (node.parameter === undefined || segment === '') return undefined;
    const value = decodeSegment(segment);
    if (value === undefined) return undefined;
    parameters[node.parameter.name] = value;
    node = node.parameter.node;
  }
  return node;
}

function decodeSegment(segment: string): string | undefined {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function buildTree(locations: Locations<string>): Node {
  const tree = createNode();
  for (const [operationId, { method, path }] of Object.entries(locations)) {
    let node = tree;
    for (const segment of path.slice(1).split('/')) node = childOf(node, segment);
    node.methods.set(method, operationId);
  }
  return tree;
}

function childOf(node: Node, segment: string): Node {
  if (segment.startsWith('{')) {
    node.parameter ??= { name: segment.slice(1, -1), node: createNode() };
    return node.parameter.node;
  }
  const known = node.literals.get(segment);
  if (known !== undefined) return known;
  const created = createNode();
  node.literals.set(segment, created);
  return created;
}

function createNode(): Node {
  return { literals: new Map(), parameter: undefined, methods: new Map() };
}
