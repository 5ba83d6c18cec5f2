/** Nodes of a directed graph, each with the nodes that it points to. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Returns the circles of a graph: each is a largest set of nodes that all reach one another. Nodes and circles are
 * sorted, and a node that points to itself alone is no circle.
 */
export function circlesOf(graph: Graph): string[][] {
  // Tarjan's algorithm for strongly connected components.
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  const visit = (node: string): number => {
    const index = indexes.size;
    indexes.set(node, index);
    lowest.set(node, index);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!indexes.has(next)) keepLowest(node, visit(next));
      else if (open.includes(next)) keepLowest(node, indexes.get(next) ?? index);
    }
    const reached = lowest.get(node) ?? index;
    if (reached === index) {
      const members = open.splice(open.indexOf(node));
      if (members.length > 1) circles.push(members.sort());
    }
    return reached;
  };
  const keepLowest = (node: string, index: number) => {
    lowest.set(node, Math.min(lowest.get(node) ?? index, index));
  };

  for (const node of graph.keys()) if (!indexes.has(node)) visit(node);
  return circles.sort(([one = ''], [other = '']) => one.localeCompare(other));
}
