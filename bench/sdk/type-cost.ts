/**
 * What a file with five typed calls costs the compiler: instantiations, and declaration files loaded beside those of
 * the language.
 *
 * Run by `pnpm bench sdk/type-cost`.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { reportComparison } from '../report/report-comparison.ts';

const PROGRAMS: Record<string, string> = {
  '@firsthandapi/sdk': `
    import { FirstHandClient } from '@firsthandapi/sdk';
    const client = new FirstHandClient({ apiKey: 'fh_test_sk_x' });
    const job = await client.createJob({
      type: 'data_collection', description: 'ten characters', files_needed: 1,
      accepted_formats: ['image/jpeg'], price_per_file_cents: 50,
    });
    const again = await client.getJob(job.id);
    const jobs = await client.listJobs({ status: 'open' });
    const cancelled = await client.cancelJob(again.id);
    const files = await client.getJobFiles(cancelled.id);
    export const ids: string[] = [jobs.data, files.data].flat().map(({ id }) => id);`,
  stripe: `
    import Stripe from 'stripe';
    const stripe = new Stripe('sk');
    const customer = await stripe.customers.create({ email: 'a@b.c' });
    const again = await stripe.customers.retrieve(customer.id);
    const list = await stripe.customers.list({ limit: 3 });
    const deleted = await stripe.customers.del(again.id);
    const intents = await stripe.paymentIntents.list({ customer: deleted.id });
    export const ids: string[] = [...list.data.map(({ id }) => id), ...intents.data.map(({ id }) => id)];`,
  openai: `
    import OpenAI from 'openai';
    const client = new OpenAI({ apiKey: 'sk' });
    const file = await client.files.retrieve('f');
    const files = await client.files.list({ limit: 3 });
    const deleted = await client.files.delete(file.id);
    const model = await client.models.retrieve(deleted.id);
    const models = await client.models.list();
    export const ids: string[] = [model.id, ...files.data.map(({ id }) => id), ...models.data.map(({ id }) => id)];`,
  resend: `
    import { Resend } from 'resend';
    const resend = new Resend('re');
    const sent = await resend.emails.get('x');
    const domains = await resend.domains.list();
    const domain = await resend.domains.get('x');
    const keys = await resend.apiKeys.list();
    const removed = await resend.apiKeys.remove('x');
    export const all = [sent.data, domains.data, domain.data, keys.data, removed.data];`,
};

const OPTIONS = [
  ...['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext'],
  ...['--lib', 'es2023,dom,dom.iterable,esnext.disposable', '--types', 'node'],
  ...['--extendedDiagnostics', '--listFiles'],
];
const COMPILER = new URL('bin/tsc', import.meta.resolve('typescript/package.json')).pathname;

function measure(program: string): { readonly instantiations: number; readonly files: number } {
  const file = new URL('type-cost-probe.mts', import.meta.url).pathname;
  writeFileSync(file, program);
  try {
    const output = String(execFileSync(process.execPath, [COMPILER, file, ...OPTIONS]));
    const loaded = output.match(/^\/.*\.d\.[cm]?ts$/gm) ?? [];
    return {
      instantiations: Number(/Instantiations:\s+(\d+)/.exec(output)?.[1]),
      files: loaded.filter((path) => !/typescript\/lib|@types\/node|undici-types/.test(path))
        .length,
    };
  } finally {
    rmSync(file);
  }
}

const empty = measure('export {};');
reportComparison({
  group: 'Client',
  title: 'Cost of types',
  method:
    'A file with five typed calls is compiled by `tsc` with the strictest settings: type instantiations beyond those of an empty file, and the declaration files loaded in addition to those of the language and Node.',
  subject: 'package',
  columns: { instantiations: {}, 'declaration files': {} },
  rows: Object.entries(PROGRAMS).map(([name, program]) => {
    const { instantiations, files } = measure(program);
    return {
      name,
      side: name.startsWith('@firsthandapi/') ? 'ours' : 'peer',
      figures: {
        instantiations: instantiations - empty.instantiations,
        'declaration files': files - empty.files,
      },
    };
  }),
  plot: { columns: ['instantiations'], better: 'less' },
  goals: [
    { row: '@firsthandapi/sdk', column: 'instantiations', limit: 300, is: 'at most' },
    { row: '@firsthandapi/sdk', column: 'declaration files', limit: 10, is: 'at most' },
  ],
});
