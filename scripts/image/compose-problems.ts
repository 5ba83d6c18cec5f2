import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface Service {
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
}

const SERVERS = ['first', 'second'];
const GUIDE = new URL('../../docs/guides/self-hosting.md', import.meta.url);

/** Returns what would keep the services of a compose file from working together, as far as can be told without Docker. */
export function composeProblems(text: string): readonly string[] {
  const file = parse(text, { merge: true }) as ComposeFile;
  return [
    ...Object.entries(file.services).flatMap(([name, service]) => problemsOf(file, name, service)),
    ...SERVERS.flatMap((name) => problemsOfServer(file, name)),
    ...problemsOfEntry(file),
    ...problemsOfStore(file),
  ];
}

function problemsOf(file: ComposeFile, name: string, service: Service): readonly string[] {
  const { image, volumes = [], configs = [], depends_on = [] } = service;
  const needed = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
  const used = volumes.map((volume) => volume.split(':')[0] ?? '');
  return [
    ...needed
      .filter((one) => !(one in file.services))
      .map((one) => `${name} depends on ${one}, which is no service`),
    ...used.filter((one) => !(one in file.volumes)).map((one) => `${name}: ${one} is no volume`),
    ...configs
      .filter(({ source }) => !(source in file.configs))
      .map(({ source }) => `${name}: ${source} is no config`),
    ...(image === undefined || /:\d+\.\d+/.test(image)
      ? []
      : [`${name}: ${image} is not an exact version`]),
  ];
}

function problemsOfServer(file: ComposeFile, name: string): readonly string[] {
  const guide = readFileSync(GUIDE, 'utf8');
  const environment = Object.entries(file.services[name]?.environment ?? {});
  const unknown = environment.filter(([setting]) => !guide.includes(`| \`${setting}\` |`));
  const lost = environment.flatMap(([setting, value]) => {
    const host = URL.canParse(value) ? new URL(value).hostname : 'localhost';
    return host === 'localhost' || host in file.services ? [] : [{ setting, host }];
  });
  return [
    ...unknown.map(([setting]) => `${name}: the server has no setting ${setting}`),
    ...lost.map(({ setting, host }) => `${name}: ${setting} names ${host}, which is no service`),
  ];
}

function problemsOfEntry({ configs }: ComposeFile): readonly string[] {
  const found = [...(configs.entry?.content ?? '').matchAll(/^ *server (\w+):8080;$/gm)];
  const others = found.map(([, name = '']) => name).filter((name) => !SERVERS.includes(name));
  const missing = SERVERS.filter((name) => !found.some(([, other]) => other === name));
  return [...others, ...missing].length === 0
    ? []
    : [`the entry passes requests to ${others.join(', ')}, not to ${missing.join(', ')}`];
}

function problemsOfStore({ services, configs }: ComposeFile): readonly string[] {
  const { identities } = JSON.parse(configs.store?.content ?? '{}');
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = services.first?.environment ?? {};
  const [known] = identities[0].credentials;
  const isKnown =
    known.accessKey === AWS_ACCESS_KEY_ID && known.secretKey === AWS_SECRET_ACCESS_KEY;
  return isKnown ? [] : ['the store does not know the secret that the servers have'];
}
