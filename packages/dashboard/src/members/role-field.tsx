import type { RoleName } from '@firsthandapi/spec/account';
import { ROLES } from './roles.ts';

export interface RoleFieldProps {
  readonly role: RoleName;
  readonly onChange: (role: RoleName) => void;
}

/** Chooses a role. */
export function RoleField({ role, onChange }: RoleFieldProps) {
  const choose = (chosen: string) => {
    const [found] = ROLES.find(([name]) => name === chosen) ?? [];
    if (found !== undefined) onChange(found);
  };
  return (
    <div class="field">
      <label for="role">Role</label>
      <select
        id="role"
        class="select"
        value={role}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {ROLES.map(([name, meaning]) => (
          <option key={name} value={name}>
            {`${name}: ${meaning}`}
          </option>
        ))}
      </select>
    </div>
  );
}
