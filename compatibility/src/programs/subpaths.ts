/** Every further entry of the packages, by name. Replaced, when programs are compiled, by those that were packed. */
export const subpaths: Record<string, object> = {};
