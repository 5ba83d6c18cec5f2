// What is published names only what its users need: a manifest's development dependencies include the
// private packages, which are in no registry, and its scripts run files that are not packed.
export const hooks = {
  beforePacking(manifest) {
    const { devDependencies: _dependencies, scripts: _scripts, ...published } = manifest;
    return published;
  },
};
