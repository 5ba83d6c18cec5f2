import { expect, test } from 'vitest';
import { ROUTES, requireRoute, routeOf, routesOfOperations } from './routes.ts';

test("lists exactly the API's routes", () => {
  expect([...ROUTES].sort()).toEqual(routesOfOperations().sort());
});

test.each(ROUTES)('finds %s by a request for it', (route) => {
  const [method = '', path = ''] = route.split(' ');
  expect(routeOf(method, path.replace(':id', 'x_123'))).toBe(route);
});

test('finds nothing for other paths and methods', () => {
  for (const [method, path] of [
    ['GET', '/v1'],
    ['PUT', '/v1/jobs'],
    ['GET', '/v1/jobs/'],
    ['GET', '/v1/jobs/a/b/c'],
  ] as const) {
    expect(routeOf(method, path)).toBeUndefined();
  }
});

test('refuses what is no route and says how to write one', () => {
  expect(() => requireRoute('jobs', 'route')).toThrow(
    /^route: "jobs" is no route of the API; write/,
  );
});
