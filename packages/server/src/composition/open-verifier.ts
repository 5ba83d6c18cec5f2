import type { Ports } from '@firsthandapi/engine';
import { formatAnchor } from '../verify/chain-anchor.ts';
import type { VerificationOptions } from '../verify/verification.ts';
import { Verifier } from '../verify/verifier.ts';
import type { BuildContext } from './build-context.ts';

/** Returns what verifies the stored records for as long as the server runs. */
export function openVerifier(
  { resources, log, onError }: BuildContext,
  { clock }: Ports,
  parts: Pick<VerificationOptions, 'store' | 'files' | 'keyring'>,
): Verifier {
  const verifier = new Verifier({
    ...parts,
    now: () => clock.now(),
    onProblem: ({ check, subject, message }) =>
      log.error('verify', new Error(message), { check, subject }),
    onSealed: (anchor) => log.info('chains.sealed', { anchor: formatAnchor(anchor) }),
    onError,
  });
  resources.add(() => verifier.stop());
  return verifier;
}
