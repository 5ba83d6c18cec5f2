/** Submits the first form of a page as a browser without JavaScript does, with its hidden fields. */
export async function submitForm(url: string, fields: Record<string, string>): Promise<Response> {
  const page = await (await fetch(url)).text();
  const form = new FormData();
  for (const [input] of page.matchAll(/<input type="hidden"[^>]*>/g)) {
    form.append(attribute(input, 'name'), attribute(input, 'value'));
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const headers = { origin: new URL(url).origin };
  return fetch(url, { method: 'POST', headers, body: form, redirect: 'manual' });
}

function attribute(tag: string, name: string): string {
  const [, value = ''] = new RegExp(`\\b${name}="([^"]*)"`).exec(tag) ?? [];
  return value.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
