import { expect, test } from 'vitest';
import { ROUTES, requireRoute, routeOf, routesOfOperations } from './routes.ts';

test("lists exactly the API's routes", () => {
  expect([...ROUTES].sort()).toEqual(routesOfOperations().sort());
});

test.each(ROUTES)('finds %s for a request of it', (route) => {
  const [method = '', path = ''] = route.split(' ');
  expect(routeOf(method, path.replace(':id', 'x_123'))).toBe(route);
});

test('finds no route for other paths and methods', () => {
  for (const [method, path] of [
    ['GET', '/v1'],
    ['PUT', '/v1/jobs'],
    ['GET', '/v1/jobs/'],
    ['GET', '/v1/jobs/a/b/c'],
  ] as const) {
    expect(routeOf(method, path)).toBeUndefined();
  }
});

test('refuses an unknown route and names the expected form', () => {
  expect(() => requireRoute('jobs', 'route')).toThrow(
    /^Invalid route: "jobs" is not a route of the API; pass one such as/,
  );
});
