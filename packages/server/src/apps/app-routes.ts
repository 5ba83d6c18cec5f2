import { fileURLToPath } from 'node:url';
import type { Routes } from '../host/route-table.ts';
import { readAppFiles } from './app-files.ts';
import { appRoute } from './app-route.ts';

/** The folders of built web apps, by the first part of their address. */
export type AppFolders = Readonly<Record<string, string>>;

/** The build puts them beside the program. The sources have none of their own. */
const BUILT_APPS: AppFolders = import.meta.url.endsWith('.ts')
  ? {}
  : { worker: fileURLToPath(new URL('./apps/worker', import.meta.url)) };

/** Routes of the web apps that were built. */
export async function appRoutes(folders: AppFolders = BUILT_APPS): Promise<Routes> {
  const routes: Record<string, Routes[string]> = {};
  for (const [name, folder] of Object.entries(folders)) {
    const files = await readAppFiles(folder);
    if (files === undefined) continue;
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
