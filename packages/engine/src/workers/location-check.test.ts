import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceKm } from './distance.ts';
import { isWithin, requireWithin } from './location-check.ts';

const LISBON = { lat: 38.7223, lng: -9.1393 };
const place = fc.record({
  lat: fc.double({ min: -90, max: 90, noNaN: true }),
  lng: fc.double({ min: -180, max: 180, noNaN: true }),
});
const job = (radius_km: number) => ({ id: 'job_1', location: { ...LISBON, radius_km } });

describe('distanceKm', () => {
  it.each([
    ['Porto', { lat: 41.1579, lng: -8.6291 }, 274],
    ['Sydney', { lat: -33.8688, lng: 151.2093 }, 18_190],
    ['a place across the date line', { lat: 38.7223, lng: 350.8607 }, 0],
  ])('is right for %s', (_, other, expected) => {
    expect(Math.abs(distanceKm(LISBON, other) - expected)).toBeLessThan(expected * 0.01 + 0.01);
  });

  it('is symmetric, 0 for the same place, and never more than half of the circumference', () => {
    fc.assert(
      fc.property(place, place, (one, other) => {
        const distance = distanceKm(one, other);
        expect(distance).toBeCloseTo(distanceKm(other, one), 6);
        expect(distance).toBeLessThanOrEqual(20_016);
        expect(distanceKm(one, one)).toBe(0);
      }),
    );
  });
});

describe('the check of where a file was taken', () => {
  it('accepts what a position may be within, so a less exact one never excludes more', () => {
    const accuracy = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(place, accuracy, accuracy, (at, one, other) => {
        const [exact, vague] = [Math.min(one, other), Math.max(one, other)];
        const isExact = isWithin(job(100), { ...at, accuracy_m: exact });
        const isVague = isWithin(job(100), { ...at, accuracy_m: vague });
        expect(isVague || !isExact).toBe(true);
      }),
    );
  });

  it('refuses a file from elsewhere, and one without a position or with a vague one', () => {
    const porto = { lat: 41.1579, lng: -8.6291, accuracy_m: 20 };
    expect(() => requireWithin(job(15), porto)).toThrow('within 15 km of another place');
    expect(() => requireWithin(job(15), null)).toThrow('exact to 500 m');
    const vague = { ...LISBON, accuracy_m: 501 };
    expect(() => requireWithin(job(15), vague)).toThrow('exact to 500 m');
  });

  it('keeps three decimals, and nothing for a job without an area', () => {
    const position = { lat: 38.722_345, lng: -9.139_345, accuracy_m: 12 };
    expect(requireWithin(job(15), position)).toEqual({ lat: 38.722, lng: -9.139, accuracy_m: 12 });
    expect(requireWithin({ id: 'job_1', location: null }, position)).toBeNull();
  });
});
