import { codeList, openValuesOf } from './codes.ts';
import { listOperations } from './document.ts';
import type { Document } from './openapi-types.ts';

/** The closed lists of codes of the members' document, and what each role may do. */
export function generateAccountCodes(document: Document): string {
  const needed = listOperations(document).flatMap(({ operation }) => operation['x-scopes']);
  return [
    codeList(
      'ACCOUNT_SCOPES',
      'AccountScope',
      'Every scope that an operation of members may need.',
      [...new Set(needed)],
    ),
    codeList('ROLES', 'RoleName', 'Every role of a member.', openValuesOf(document, 'Role')),
    roleScopes(document),
  ].join('\n');
}

function roleScopes({ components }: Document): string {
  const roles = Object.entries(components.schemas.Role?.['x-role-scopes'] ?? {});
  const rows = roles.map(([role, { both, test = [] }]) => {
    const scopes = { live: both, test: [...both, ...test] };
    return `  ${role}: ${JSON.stringify(scopes)},`;
  });
  return `/** The scopes of each role in each environment: those of buyers' operations and of members'. */
export const ROLE_SCOPES = {\n${rows.join('\n')}\n} as const satisfies Record<RoleName, Record<'live' | 'test', readonly string[]>>;\n`;
}
