import { createContext, runInContext } from 'node:vm';
import { reactNativeGlobals } from '@firsthandapi/test-support/react-native-globals';
import type { Check } from '../harness/check.ts';
import type { InstalledProject } from '../harness/installed-project.ts';
import { bundleProgram } from '../programs/compile-programs.ts';
import { withService } from '../service/with-service.ts';

/** Checks the client with only the globals of React Native; the JavaScript engine is V8, not Hermes. */
export function reactNativeCheck(project: InstalledProject): Check {
  return {
    cells: ['React Native globals', 'script', 'main job without downloads and webhooks'],
    run: () => runOnDevice(project),
  };
}

async function runOnDevice(project: InstalledProject): Promise<string> {
  const script = await bundleProgram(project, 'react-native-entry', ['react-native'], 'iife');
  const context = createContext(reactNativeGlobals({ hasRandomness: true }));
  runInContext(script, context);
  await withService(undefined, (settings) =>
    runInContext(`runOnDevice(${JSON.stringify(settings)})`, context),
  );
  return 'on V8';
}
