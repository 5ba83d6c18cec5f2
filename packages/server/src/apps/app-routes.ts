import { fileURLToPath } from 'node:url';
import type { Routes } from '../host/route-table.ts';
import { type AppFiles, readAppFiles, stylesheetOf } from './app-files.ts';
import { appRoute } from './app-route.ts';

/** The folders of built web apps, by the first part of their address. */
export type AppFolders = Readonly<Record<string, string>>;

/** The build puts them beside the program. The sources have none of their own. */
const BUILT_APPS: AppFolders = import.meta.url.endsWith('.ts')
  ? {}
  : {
      dashboard: fileURLToPath(new URL('./apps/dashboard', import.meta.url)),
      worker: fileURLToPath(new URL('./apps/worker', import.meta.url)),
    };

/** The web apps that were built, by the first part of their address. */
export type Apps = ReadonlyMap<string, AppFiles>;

/** Reads the web apps that were built. */
export async function readApps(folders: AppFolders = BUILT_APPS): Promise<Apps> {
  const apps = new Map<string, AppFiles>();
  for (const [name, folder] of Object.entries(folders)) {
    const files = await readAppFiles(folder);
    if (files !== undefined) apps.set(name, files);
  }
  return apps;
}

/** Routes of web apps. */
export function appRoutes(apps: Apps): Routes {
  const routes: Record<string, Routes[string]> = {};
  for (const [name, files] of apps) {
    const address = `/${name}/`;
    routes[`${address}**`] = { GET: appRoute(address, files) };
    routes[`/${name}`] = {
      GET: (_request, response) => {
        response.writeHead(302, { Location: address }).end();
      },
    };
  }
  return routes;
}

/** Returns the address of an app's style sheet, or undefined when the app was not built. */
export function appStylesheet(apps: Apps, name: string): string | undefined {
  const files = apps.get(name);
  const path = files && stylesheetOf(files);
  return path && `/${name}/${path}`;
}
