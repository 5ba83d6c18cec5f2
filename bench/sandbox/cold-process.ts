/** A process in which nothing of the sandbox has run yet: sends its parent what the first time takes. */

// What every process that fetches has loaded already is not the sandbox's to pay for.
await new Response('warm').text();
const start = performance.now();
await import('@firsthandapi/sandbox');
const importing = performance.now() - start;
const { firstAnswer, suiteLoop } = await import('./suite-loop.ts');
const answering = await firstAnswer();
const { loop } = await suiteLoop(10);
process.send?.({ importing, answering, loop });
