import { useServices } from './services.ts';

/** Returns whether the member who is signed in has a scope in the environment that is chosen. */
export function usePermission(): (scope: string) => boolean {
  const { session, environment } = useServices();
  const state = session.state.value;
  if (state.kind !== 'signed_in') return () => false;
  const granted = state.signedIn.permissions[environment.value];
  return (scope) => granted.includes(scope);
}
