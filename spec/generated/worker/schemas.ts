// Generated from worker.yaml by generate.ts; do not edit.

import {
  boolean,
  integer,
  list,
  nullable,
  number,
  object,
  once,
  oneOf,
  optional,
  queryInteger,
  strict,
  text,
  withDefault,
} from '../../src/field-schemas.ts';

export { type FieldError, fieldErrors } from '../../src/field-errors.ts';

/** Where to send a code. */
export const SignInCodeRequest = once(() => strict({
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
  language: optional(text('a string of 2 to 35 characters', { minimum: 2, maximum: 35 })),
}));

/** An address and the code that was sent to it. */
export const SignInRequest = once(() => strict({
  email: text('an e-mail address of at most 254 characters', { maximum: 254, format: 'email' }),
  code: text('a string of 1 to 20 characters', { minimum: 1, maximum: 20 }),
  device_name: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  delivery: withDefault(oneOf('one of cookie, token', ['cookie', 'token']), 'cookie'),
}));

/** What a browser returns for a passkey. Binary fields are base64url, as in WebAuthn's JSON. */
export const PasskeySignInRequest = once(() => strict({
  challenge: text('a string of 1 to 200 characters', { minimum: 1, maximum: 200 }),
  credential_id: text('base64url without padding', { minimum: 1, maximum: 1400, pattern: /^[A-Za-z0-9_-]+$/u }),
  client_data: text('base64url without padding', { minimum: 1, maximum: 4000, pattern: /^[A-Za-z0-9_-]+$/u }),
  authenticator_data: text('base64url without padding', { minimum: 1, maximum: 2000, pattern: /^[A-Za-z0-9_-]+$/u }),
  signature: text('base64url without padding', { minimum: 1, maximum: 6000, pattern: /^[A-Za-z0-9_-]+$/u }),
  device_name: optional(text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 })),
  delivery: withDefault(oneOf('one of cookie, token', ['cookie', 'token']), 'cookie'),
}));

/** What to change; fields that are left out stay as they are. */
export const UpdateWorkerRequest = once(() => strict({
  language: optional(nullable(text('a string of 2 to 35 characters, or null', { minimum: 2, maximum: 35 }))),
  region: optional(nullable(text('a string of 2 to 6 characters, or null', { minimum: 2, maximum: 6 }))),
}));

/** A statement of age. No date of birth is asked for or kept. */
export const AgeStatementRequest = once(() => strict({
  is_adult: boolean('true or false'),
}));

/** A passkey that a browser has made. Binary fields are base64url, as in WebAuthn's JSON. */
export const AddPasskeyRequest = once(() => strict({
  challenge: text('a string of 1 to 200 characters', { minimum: 1, maximum: 200 }),
  name: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  credential_id: text('base64url without padding', { minimum: 1, maximum: 1400, pattern: /^[A-Za-z0-9_-]+$/u }),
  client_data: text('base64url without padding', { minimum: 1, maximum: 4000, pattern: /^[A-Za-z0-9_-]+$/u }),
  attestation: text('base64url without padding', { minimum: 1, maximum: 8000, pattern: /^[A-Za-z0-9_-]+$/u }),
  transports: optional(list('a list of at most 10 items', text('a string of at most 20 characters', { maximum: 20 }), { maximum: 10 })),
}));

/** Agreement to a document. */
export const ConsentRequest = once(() => strict({
  document: oneOf('one of terms, privacy', ['terms', 'privacy']),
  version: text('a string of 1 to 40 characters', { minimum: 1, maximum: 40 }),
}));

/** Where the worker is. */
export const PositionRequest = once(() => strict({
  lat: number('a number from -90 to 90', { minimum: -90, maximum: 90 }),
  lng: number('a number from -180 to 180', { minimum: -180, maximum: 180 }),
  accuracy_m: number('a number from 0 to 100000', { minimum: 0, maximum: 100000 }),
}));

/** How many files to make. */
export const AcceptJobRequest = once(() => strict({
  slots: withDefault(integer('a whole number from 1 to 5', { minimum: 1, maximum: 5 }), 1),
  position: optional(PositionRequest()),
}));

/** A file to send. */
export const CreateUploadRequest = once(() => strict({
  content_type: oneOf('one of image/jpeg, image/png, image/webp, audio/mpeg, audio/wav, audio/mp4, video/mp4, video/quicktime', ['image/jpeg', 'image/png', 'image/webp', 'audio/mpeg', 'audio/wav', 'audio/mp4', 'video/mp4', 'video/quicktime']),
  size_bytes: integer('a whole number from 1 to 1073741824', { minimum: 1, maximum: 1073741824 }),
  sha256: text('a SHA-256 in lower-case hex', { pattern: /^[0-9a-f]{64}$/u }),
}));

/** What the file was made with, which buyers see of approved files. */
export const DeviceRequest = once(() => strict({
  device_model: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  device_os: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  app_version: text('a string of 1 to 40 characters', { minimum: 1, maximum: 40 }),
}));

/** How a file was made. */
export const CaptureRequest = once(() => strict({
  method: oneOf('one of in_app, native, gallery', ['in_app', 'native', 'gallery']),
  captured_at: optional(text('an ISO 8601 date-time with a time zone, such as 2026-03-20T09:30:00Z', { format: 'date-time' })),
  position: optional(PositionRequest()),
  device: optional(DeviceRequest()),
}));

/** A file that has arrived. */
export const SubmitFileRequest = once(() => strict({
  upload_id: text('a string of 1 to 100 characters', { minimum: 1, maximum: 100 }),
  capture: CaptureRequest(),
}));

/** Why the rejection is wrong. */
export const AppealRequest = once(() => strict({
  text: text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 }),
}));

/** Confirms that the account is to be erased. */
export const ErasureRequest = once(() => strict({
  confirm: oneOf('\"erase\"', ['erase']),
}));

/** A function that gives the schema of the request body of each operation that takes one. */
export const bodySchemas = {
  requestSignInCode: SignInCodeRequest,
  signIn: SignInRequest,
  signInWithPasskey: PasskeySignInRequest,
  updateMe: UpdateWorkerRequest,
  stateAge: AgeStatementRequest,
  addPasskey: AddPasskeyRequest,
  giveConsent: ConsentRequest,
  acceptJob: AcceptJobRequest,
  createUpload: CreateUploadRequest,
  submitFile: SubmitFileRequest,
  retrySubmission: SubmitFileRequest,
  appealSubmission: AppealRequest,
  eraseMe: ErasureRequest,
};

/** Query parameters of `listSessions`. */
export const ListSessionsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** Query parameters of `listPasskeys`. */
export const ListPasskeysQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** Query parameters of `listJobs`. */
export const ListJobsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  environment: withDefault(oneOf('one of live, test', ['live', 'test']), 'live'),
  near: optional(text('a latitude and a longitude with at most three decimals, such as 38.712,-9.139', { maximum: 20, pattern: /^-?[0-9]{1,2}(\.[0-9]{1,3})?,-?[0-9]{1,3}(\.[0-9]{1,3})?$/u })),
  media: optional(oneOf('one of image, audio, video', ['image', 'audio', 'video'])),
}, 'is not a known parameter'));

/** Query parameters of `getJob`. */
export const GetJobQuery = once(() => strict({
  near: optional(text('a latitude and a longitude with at most three decimals, such as 38.712,-9.139', { maximum: 20, pattern: /^-?[0-9]{1,2}(\.[0-9]{1,3})?,-?[0-9]{1,3}(\.[0-9]{1,3})?$/u })),
}, 'is not a known parameter'));

/** Query parameters of `listAssignments`. */
export const ListAssignmentsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  status: optional(oneOf('one of running, ended', ['running', 'ended'])),
}, 'is not a known parameter'));

/** Query parameters of `listSubmissions`. */
export const ListSubmissionsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
  status: optional(oneOf('one of pending_score, approved, rejected, retry_pending', ['pending_score', 'approved', 'rejected', 'retry_pending'])),
}, 'is not a known parameter'));

/** Query parameters of `listEarningEntries`. */
export const ListEarningEntriesQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** Query parameters of `listPayouts`. */
export const ListPayoutsQuery = once(() => strict({
  limit: withDefault(queryInteger('a whole number from 1 to 100', { minimum: 1, maximum: 100 }), 20),
  cursor: optional(text('a string of 1 to 500 characters', { minimum: 1, maximum: 500 })),
}, 'is not a known parameter'));

/** For operations without query parameters: rejects any. */
export const NoQuery = once(() => strict({}, 'is not a known parameter'));

/** For each operation, a function that returns the schema of its query parameters, as an object of strings. */
export const querySchemas = {
  requestSignInCode: NoQuery,
  signIn: NoQuery,
  listSessions: ListSessionsQuery,
  signOut: NoQuery,
  endSession: NoQuery,
  getPasskeyChallenge: NoQuery,
  signInWithPasskey: NoQuery,
  listDocuments: NoQuery,
  getMe: NoQuery,
  updateMe: NoQuery,
  stateAge: NoQuery,
  getNewPasskeyChallenge: NoQuery,
  listPasskeys: ListPasskeysQuery,
  addPasskey: NoQuery,
  removePasskey: NoQuery,
  giveConsent: NoQuery,
  listJobs: ListJobsQuery,
  getJob: GetJobQuery,
  acceptJob: NoQuery,
  extendLease: NoQuery,
  returnJob: NoQuery,
  listAssignments: ListAssignmentsQuery,
  createUpload: NoQuery,
  getUpload: NoQuery,
  deleteUpload: NoQuery,
  submitFile: NoQuery,
  retrySubmission: NoQuery,
  listSubmissions: ListSubmissionsQuery,
  getSubmission: NoQuery,
  appealSubmission: NoQuery,
  getTrust: NoQuery,
  getEarnings: NoQuery,
  listEarningEntries: ListEarningEntriesQuery,
  requestPayout: NoQuery,
  listPayouts: ListPayoutsQuery,
  createDataExport: NoQuery,
  getDataExport: NoQuery,
  eraseMe: NoQuery,
};

/** The defaults that an empty query parses to, if no parameter is required. Reading them builds no schema. */
export const emptyQueries = {
  requestSignInCode: {},
  signIn: {},
  listSessions: { limit: 20 },
  signOut: {},
  endSession: {},
  getPasskeyChallenge: {},
  signInWithPasskey: {},
  listDocuments: {},
  getMe: {},
  updateMe: {},
  stateAge: {},
  getNewPasskeyChallenge: {},
  listPasskeys: { limit: 20 },
  addPasskey: {},
  removePasskey: {},
  giveConsent: {},
  listJobs: { limit: 20, environment: 'live' },
  getJob: {},
  acceptJob: {},
  extendLease: {},
  returnJob: {},
  listAssignments: { limit: 20 },
  createUpload: {},
  getUpload: {},
  deleteUpload: {},
  submitFile: {},
  retrySubmission: {},
  listSubmissions: { limit: 20 },
  getSubmission: {},
  appealSubmission: {},
  getTrust: {},
  getEarnings: {},
  listEarningEntries: { limit: 20 },
  requestPayout: {},
  listPayouts: { limit: 20 },
  createDataExport: {},
  getDataExport: {},
  eraseMe: {},
};

/** The headers Idempotency-Key; others are ignored. */
export const IdempotencyKeyHeaders = once(() => object({ 'Idempotency-Key': text('a string of 1 to 255 characters', { minimum: 1, maximum: 255 }) }));

/** A function that gives the schema of the headers of each operation that reads any besides Authorization. */
export const headerSchemas = {
  acceptJob: IdempotencyKeyHeaders,
  extendLease: IdempotencyKeyHeaders,
  returnJob: IdempotencyKeyHeaders,
  createUpload: IdempotencyKeyHeaders,
  submitFile: IdempotencyKeyHeaders,
  retrySubmission: IdempotencyKeyHeaders,
  appealSubmission: IdempotencyKeyHeaders,
  requestPayout: IdempotencyKeyHeaders,
  createDataExport: IdempotencyKeyHeaders,
  eraseMe: IdempotencyKeyHeaders,
};
