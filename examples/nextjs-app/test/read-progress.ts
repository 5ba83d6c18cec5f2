import type { JobProgress } from '../lib/job-progress.ts';

/** Reads server-sent events as a browser does, and yields each `progress` until `end`. */
export async function* readProgress(url: string): AsyncGenerator<JobProgress> {
  const response = await fetch(url);
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const [, event, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event === 'end') return;
      yield JSON.parse(data);
    }
  }
  throw new Error('The stream broke off');
}
