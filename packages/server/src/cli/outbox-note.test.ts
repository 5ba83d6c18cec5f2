import { expect, it } from 'vitest';
import { readConfiguration } from '../configuration.ts';
import { outboxNote } from './outbox-note.ts';

const noteFor = (environment: Record<string, string>) =>
  outboxNote(readConfiguration({ DATA_DIR: '/srv/data', ...environment }));

it.each<Record<string, string>>([
  {},
  { HOST: '::1' },
  { HOST: '127.0.0.1', PUBLIC_URL: 'http://localhost:8080' },
])('says where the outbox of a server on this machine is: %j', (environment) => {
  expect(noteFor(environment)).toMatch(/ \/srv\/data\/outbox; /);
});

it.each<Record<string, string>>([
  { HOST: '0.0.0.0' },
  { PUBLIC_URL: 'https://api.example.org' },
  { PUBLIC_URL: 'https://localhost.example.org' },
  { SMTP_URL: 'smtp://mail', MAIL_FROM: 'no-reply@example.org' },
])('says nothing of a server that others reach, or that sends mails: %j', (environment) => {
  expect(noteFor(environment)).toBeUndefined();
});
