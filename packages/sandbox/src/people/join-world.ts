import type { PersonOptions } from '../world/person.ts';
import { type PersonHost, WorkerApi } from './worker-api.ts';
import { WorldPerson } from './world-person.ts';

/** Returns someone who has joined a world: signed in and ready to work, unless the test does that. */
export async function joinWorld(
  host: PersonHost,
  { email = `${host.unique()}@example.com`, signUp = true }: PersonOptions,
): Promise<WorldPerson> {
  const person = new WorldPerson(email, new WorkerApi(host));
  if (!signUp) return person;
  await person.requestCode();
  await person.signIn(await lastCode(host, email));
  await person.agree();
  return person;
}

async function lastCode({ outbox }: PersonHost, email: string): Promise<string> {
  const mails = await outbox();
  const mail = mails.findLast(({ to, code }) => to === email && code !== null);
  if (mail?.code == null) throw new Error(`No code was sent to ${email}`);
  return mail.code;
}
