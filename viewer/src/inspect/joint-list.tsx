/** All joints by the part of the body that they belong to; one is chosen. */
import { useState } from 'react';
import type { ActorJoint } from '../../../src/index.ts';
import { FilterField } from '../ui/filter-field.tsx';
import { JOINT_GROUPS, jointGroup } from './joint-roles.ts';
import { chooseJoint } from './selection.ts';
import { inspectTexts } from './texts.ts';

interface JointListProps {
  readonly names: readonly string[];
  readonly roles: ReadonlyMap<string, ActorJoint>;
  readonly chosen: string | null;
}

export function JointList({ names, roles, chosen }: JointListProps) {
  const texts = inspectTexts.use();
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const isWanted = (name: string) =>
    name.toLowerCase().includes(wanted) || roles.get(name)?.toLowerCase().includes(wanted);
  const groups = JOINT_GROUPS.map((group) => ({
    group,
    joints: names.filter((name) => jointGroup(roles.get(name)) === group && isWanted(name)),
  })).filter(({ joints }) => joints.length > 0);
  return (
    <div className="joint-list">
      <FilterField label={texts.filter} value={filter} onChange={setFilter} />
      {groups.length === 0 ? (
        <p className="soft">{texts.noMatch}</p>
      ) : (
        <select
          size={7}
          aria-label={texts.joints}
          value={chosen ?? ''}
          onChange={(event) => chooseJoint(event.currentTarget.value)}
        >
          {groups.map(({ group, joints }) => (
            <optgroup key={group} label={texts.groups[group]}>
              {joints.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      )}
    </div>
  );
}
