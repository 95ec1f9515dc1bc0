/** The joints of a clip, and everything that is known of the chosen one. */
import { useMemo } from 'react';
import type { Clip } from '../clip/clip.ts';
import type { Playback } from '../playback/playback.ts';
import { JointList } from './joint-list.tsx';
import { JointNumbers } from './joint-numbers.tsx';
import { jointRoles } from './joint-roles.ts';
import { useChosenJoint } from './selection.ts';
import { inspectTexts } from './texts.ts';

interface JointsPanelProps {
  readonly clip: Clip;
  readonly playback: Playback;
}

export function JointsPanel({ clip, playback }: JointsPanelProps) {
  const texts = inspectTexts.use();
  const chosen = useChosenJoint();
  const roles = useMemo(() => jointRoles(clip), [clip]);
  const { jointNames } = clip.motion;
  if (jointNames.length === 0) return <p className="soft">{texts.noJoints}</p>;
  const shown = chosen !== null && jointNames.includes(chosen) ? chosen : null;
  return (
    <>
      <JointList names={jointNames} roles={roles} chosen={shown} />
      {shown === null ? (
        <p className="soft">{texts.pickOne}</p>
      ) : (
        <JointNumbers key={shown} name={shown} role={roles.get(shown)} clip={clip} playback={playback} />
      )}
    </>
  );
}
