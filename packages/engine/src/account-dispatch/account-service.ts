import type { DispatchContext } from '../dispatch/dispatch-context.ts';
import type { EngineRequest, EngineResponse } from '../http/messages.ts';
import { requestTarget } from '../http/request-target.ts';
import { MAIL_TASK, mailTask } from '../mail/mail-turn.ts';
import { CODE_EXPIRE_TASK, expireCode } from '../sign-in/sign-in-codes.ts';
import type { KeyHolder } from '../store/callers.ts';
import type { Instant } from '../time/instant.ts';
import { fewAtATime } from '../work/few-at-a-time.ts';
import type { TaskHandlers } from '../work/task-handler.ts';
import { apiHolder } from './api-holder.ts';
import { dispatchAccount } from './dispatch-account.ts';

export { invitationLink, inviteOwner } from '../members/invitations.ts';

/** The accounts of members, for hosts that have them: those that do not need not carry their code. */
export interface AccountService {
  /** Whether a request is one of members' operations. */
  serves(url: string): boolean;
  dispatch(context: DispatchContext, request: EngineRequest): Promise<EngineResponse>;
  /** Returns who calls buyers' operations with a session in a cookie. */
  holderOf(
    context: DispatchContext,
    request: EngineRequest,
    now: Instant,
  ): Promise<KeyHolder | undefined>;
  readonly tasks: TaskHandlers;
}

const BASE = '/account/v1/';
/** Mails that may wait for a mail server at a time. */
const MOST_WAITS = 2;

/** The accounts of members, as an option of `createEngine`. They need `ports.mail`. */
export const accountService: AccountService = {
  serves: (url) => requestTarget(url).path.startsWith(BASE),
  dispatch: dispatchAccount,
  holderOf: apiHolder,
  tasks: { [MAIL_TASK]: fewAtATime(MOST_WAITS, mailTask), [CODE_EXPIRE_TASK]: expireCode },
};
