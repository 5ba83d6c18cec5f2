/** What a person recognises a device by, such as "Chrome on Android". */
export function deviceName(): string {
  const agent = navigator.userAgent;
  const find = (names: readonly string[]) => names.find((name) => agent.includes(name));
  const browser = find(['Firefox', 'Edg', 'Chrome', 'Safari'])?.replace('Edg', 'Edge') ?? 'Browser';
  const system = find(['Android', 'iPhone', 'iPad', 'Windows', 'Mac', 'Linux']);
  return system === undefined ? browser : `${browser}, ${system}`;
}
