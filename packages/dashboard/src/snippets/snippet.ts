/** A language that a call is shown in. */
export type Language = 'TypeScript' | 'Python' | 'curl';

/** What a job asks for, as the API takes it. */
export type JobFields = Readonly<Record<string, string | number | readonly string[]>>;

/** Returns the call that creates a job, as it is written in a language. */
export function createJobSnippet(language: Language, fields: JobFields, apiUrl: string): string {
  if (language === 'TypeScript') return typescript(fields);
  return language === 'Python' ? python(fields) : curl(fields, apiUrl);
}

function typescript(fields: JobFields): string {
  const lines = Object.entries(fields).map(([name, value]) => `  ${name}: ${literal(value)},`);
  return [
    "import { FirstHandClient } from '@firsthandapi/sdk';",
    '',
    'const client = new FirstHandClient();',
    'const job = await client.createJob({',
    ...lines,
    '});',
    "await client.downloadJobFiles((await client.waitForJob(job.id)).id, { to: './files' });",
  ].join('\n');
}

function python(fields: JobFields): string {
  const lines = Object.entries(fields).map(
    ([name, value]) => `    ${name}=${JSON.stringify(value)},`,
  );
  return [
    'from firsthandapi import FirstHandClient',
    '',
    'client = FirstHandClient()',
    'job = client.create_job(',
    ...lines,
    ')',
    'client.download_job_files(client.wait_for_job(job["id"])["id"], to="./files")',
  ].join('\n');
}

function curl(fields: JobFields, apiUrl: string): string {
  // A quote ends the shell's string, is said as it is, and begins another one.
  const body = JSON.stringify(fields, null, 2).replaceAll("'", "'\\''");
  return [
    `curl ${apiUrl}/v1/jobs \\`,
    '  -H "Authorization: Bearer $FIRSTHAND_API_KEY" \\',
    '  -H "Idempotency-Key: $(uuidgen)" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
  ].join('\n');
}

/** A literal of TypeScript, in single quotes as the guides write them. */
function literal(value: string | number | readonly string[]): string {
  if (typeof value === 'string') {
    return `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
  }
  if (typeof value === 'number') return String(value);
  return `[${value.map(literal).join(', ')}]`;
}
