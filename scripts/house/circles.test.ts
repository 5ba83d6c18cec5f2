import { expect, test } from 'vitest';
import { circlesOf } from './circles.ts';

function graph(edges: Readonly<Record<string, readonly string[]>>) {
  return new Map(Object.entries(edges).map(([node, next]) => [node, new Set(next)]));
}

test('finds no circle in a graph whose arrows point one way', () => {
  expect(circlesOf(graph({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual([]);
});

test('finds a circle of two and a longer one, and leaves out what only leads into them', () => {
  const edges = { start: ['a'], a: ['b'], b: ['a', 'x'], x: ['y'], y: ['z'], z: ['x', 'end'] };
  expect(circlesOf(graph(edges))).toEqual([
    ['a', 'b'],
    ['x', 'y', 'z'],
  ]);
});

test('joins circles that share a node into one', () => {
  expect(circlesOf(graph({ a: ['b'], b: ['a', 'c'], c: ['b'] }))).toEqual([['a', 'b', 'c']]);
});

test('ignores an arrow from a node to itself', () => {
  expect(circlesOf(graph({ a: ['a'] }))).toEqual([]);
});
