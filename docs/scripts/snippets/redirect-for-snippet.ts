// Preloaded by snippets that use a sandbox or a server over HTTP: the guides serve it on a port of their own, and the check on a
// free one.

const { fetch } = globalThis;
const served = process.env.SNIPPET_SERVER ?? '';

globalThis.fetch = async (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  const redirected = url.replace(/^http:\/\/127\.0\.0\.1:(?:4010|8080)(?=\/)/, served);
  return fetch(input instanceof Request ? new Request(redirected, input) : redirected, init);
};
