import { UnavailableError } from '@firsthandapi/engine';
import { expect, it } from 'vitest';
import { KmsError } from '../aws/kms-error.ts';
import { s3Problem } from '../files/s3-problem.ts';
import { isPassing } from './passing-error.ts';

const ofPostgres = (code: string) => Object.assign(new Error(code), { code, severity: 'FATAL' });
const ofSystem = (code: string, syscall = 'connect') =>
  Object.assign(new Error(code), { code, syscall });
const ofSqlite = (errcode: number) => Object.assign(new Error(`code ${errcode}`), { errcode });
const ofBucket = (status: number, code: string) =>
  s3Problem({ status, headers: {}, body: Buffer.from(`<Error><Code>${code}</Code></Error>`) });
const within = (cause: Error) => new UnavailableError('It cannot be used', { cause });

it.each([
  ['a PostgreSQL that is starting', ofPostgres('57P03')],
  ['a PostgreSQL that shuts down', ofPostgres('57P01')],
  ['a PostgreSQL without free connections', ofPostgres('53300')],
  ['a standby', ofPostgres('25006')],
  ['a conflict between migrations', ofPostgres('40001')],
  ['a connection that is refused', ofSystem('ECONNREFUSED')],
  ['a name that is not known yet', ofSystem('ENOTFOUND', 'getaddrinfo')],
  ['a socket of PostgreSQL that is not there yet', ofSystem('ENOENT')],
  ['a connection that is not made in time', new Error('timeout expired')],
  ['a response that does not come in time', new Error('Query read timeout')],
  ['a connection that is cut off', new Error('Connection terminated unexpectedly')],
  ['a SQLite file that another process holds', within(ofSqlite(5))],
  ['a full disk of SQLite', within(ofSqlite(13 + 256))],
  ['a service without a known reason', new UnavailableError('It cannot be used')],
  ['a bucket that asks for fewer requests', ofBucket(503, 'SlowDown')],
  ['a bucket that fails', ofBucket(500, 'InternalError')],
  ['a KMS that fails', new KmsError('KMS cannot be used: it responded with 503', true)],
  [
    'a keyring that KMS does not unwrap in time',
    new Error('The keyring cannot be read', { cause: new KmsError('KMS cannot be used', true) }),
  ],
])('waits for %s', (_, error) => {
  expect(isPassing(error)).toBe(true);
  expect(isPassing(within(error))).toBe(true);
});

it.each([
  ['a wrong password', ofPostgres('28P01')],
  ['a role that may not log in', ofPostgres('28000')],
  ['no such database', ofPostgres('3D000')],
  ['a database that was dropped', ofPostgres('57P04')],
  ['a missing permission', ofPostgres('42501')],
  ['damaged data', ofPostgres('XX001')],
  ['a certificate that does not verify', ofSystem('SELF_SIGNED_CERT_IN_CHAIN')],
  ['a damaged SQLite file', within(ofSqlite(11))],
  ['a SQLite file that is none', within(ofSqlite(26))],
  ['a bucket that does not exist', ofBucket(404, 'NoSuchBucket')],
  ['a wrong secret of a bucket', ofBucket(403, 'SignatureDoesNotMatch')],
  ['a key of KMS that does not exist', new KmsError('KMS cannot be used', false)],
  ['a newer schema', new Error('The database has schema version 99')],
  ['a missing file', ofSystem('ENOENT', 'open')],
  ['what is no error', 'timeout'],
])('does not wait for %s', (_, error) => {
  expect(isPassing(error)).toBe(false);
});
