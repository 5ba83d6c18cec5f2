import type { InstalledPackage } from '../harness/installed-project.ts';

type Versioned = Pick<InstalledPackage, 'name' | 'manifest'>;
type Version = readonly [major: number, minor: number, patch: number];

/**
 * Returns the oldest Node versions that the `engines` of all packages allow, one for each line that a range begins in:
 * they are as supported as the newest.
 *
 * @returns full versions, such as `20.16.0` and `22.3.0` for `>=20.16 <21 || >=22.3`
 * @throws Error when a package has a range, or a part of one, that does not begin with `>=`
 */
export function oldestAllowed(packages: readonly Versioned[]): readonly string[] {
  const byLine = new Map<number, Version>();
  for (const version of packages.flatMap(lowerBounds)) {
    const known = byLine.get(version[0]);
    if (known === undefined || isNewer(version, known)) byLine.set(version[0], version);
  }
  return Array.from(byLine.values(), (version) => version.join('.'));
}

function lowerBounds({ name, manifest }: Versioned): Version[] {
  return (manifest.engines?.node ?? '').split('||').map((part) => {
    const [, major, minor, patch] = /^\s*>=\s*(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(part) ?? [];
    if (major === undefined)
      throw new Error(`${name}: engines.node must have a lower bound, such as ">=20"`);
    return [Number(major), Number(minor ?? 0), Number(patch ?? 0)];
  });
}

/** Returns whether a full version equals or follows another. */
export function isAtLeast(version: string, other: string): boolean {
  return !isNewer(parse(other), parse(version));
}

function parse(version: string): Version {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  return [major, minor, patch];
}

function isNewer(one: Version, other: Version): boolean {
  const place = one.findIndex((part, index) => part !== other[index]);
  return place >= 0 && (one[place] as number) > (other[place] as number);
}
