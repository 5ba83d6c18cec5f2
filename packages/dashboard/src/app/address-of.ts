const PLACES: Readonly<Record<string, (id: string) => string>> = {
  job: (id) => `/dashboard/jobs/${id}`,
  req: (id) => `/dashboard/usage?request=${id}`,
  evt: () => '/dashboard/webhooks',
  key: () => '/dashboard/keys',
};

/** Returns the address of the screen that shows an object, by the prefix of its id; undefined for what has none. */
export function addressOf(id: string): string | undefined {
  const [, prefix = '', rest = ''] = /^([a-z]+)_([0-9A-Za-z]{1,64})$/.exec(id) ?? [];
  const place = Object.hasOwn(PLACES, prefix) && rest !== '' ? PLACES[prefix] : undefined;
  return place?.(id);
}
