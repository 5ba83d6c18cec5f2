import type {
  OperationId,
  PasskeySignInRequest,
  SignInCodeRequest,
  SignInRequest,
} from '@firsthandapi/spec/worker';
import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { Reply } from '../http/reply.ts';
import { currentDocuments, presentDocument } from '../people/documents.ts';
import { getPasskeyChallenge, signInWithPasskey } from './passkey-sign-in.ts';
import { requestSignInCode, signIn } from './sign-in.ts';
import type { WorkerTrace } from './worker-trace.ts';

type AnonymousOperation = (
  context: DispatchContext,
  trace: WorkerTrace,
  body: unknown,
) => Promise<Reply>;

/** The operations that need no session. */
export const anonymousOperations: Readonly<Partial<Record<OperationId, AnonymousOperation>>> = {
  async listDocuments({ settings }) {
    const data = currentDocuments(settings).map(presentDocument);
    return { status: 200, body: { object: 'list', data, has_more: false, next_cursor: null } };
  },
  requestSignInCode: (context, trace, body) =>
    requestSignInCode(context, trace, body as SignInCodeRequest),
  signIn: (context, trace, body) => signIn(context, trace, body as SignInRequest),
  getPasskeyChallenge,
  signInWithPasskey: (context, trace, body) =>
    signInWithPasskey(context, trace, body as PasskeySignInRequest),
};
