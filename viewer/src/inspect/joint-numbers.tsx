/** The numbers of one joint, now: written through refs whenever another frame is shown. */
import { useEffect, useMemo, useRef } from 'react';
import { Euler, Quaternion } from 'three';
import type { ActorJoint } from '../../../src/index.ts';
import type { Clip } from '../clip/clip.ts';
import { laneTexts } from '../lanes/texts.ts';
import type { Playback } from '../playback/playback.ts';
import { AnatomicalAngles } from './anatomical-angles.tsx';
import { angularSpeeds } from './angular-speed.ts';
import { degreesInWords } from './degrees.ts';
import { velocityLimitsOf } from './joint-roles.ts';
import { SpeedCurve } from './speed-curve.tsx';
import { inspectTexts } from './texts.ts';

interface JointNumbersProps {
  readonly name: string;
  readonly role: ActorJoint | undefined;
  readonly clip: Clip;
  readonly playback: Playback;
}

export function JointNumbers({ name, role, clip, playback }: JointNumbersProps) {
  const texts = inspectTexts.use();
  const { degreesPerSecond } = laneTexts.use();
  const quaternion = useRef<HTMLElement>(null);
  const angles = useRef<HTMLElement>(null);
  const speedNow = useRef<HTMLElement>(null);
  const { motion } = clip;
  const joint = motion.jointNames.indexOf(name);
  const speeds = useMemo(() => angularSpeeds(motion, joint), [motion, joint]);
  const limits = useMemo(
    () => velocityLimitsOf(clip, new Map(role ? [[name, role]] : []))(name),
    [clip, name, role],
  );

  useEffect(() => {
    const rotation = new Quaternion();
    const euler = new Euler();
    let shown = -1;
    return playback.onMove((position) => {
      const frame = Math.floor(position);
      if (frame === shown) return;
      shown = frame;
      const at = (frame * motion.jointNames.length + joint) * 4;
      rotation.fromArray(motion.rotations, at);
      euler.setFromQuaternion(rotation, 'XYZ');
      const { x, y, z, w } = rotation;
      quaternion.current!.textContent = `${decimals(x)} ${decimals(y)} ${decimals(z)} ${decimals(w)}`;
      angles.current!.textContent = `${degreesInWords(euler.x)} ${degreesInWords(euler.y)} ${degreesInWords(euler.z)}`;
      speedNow.current!.textContent = degreesPerSecond(speeds[frame]);
    });
  }, [playback, motion, joint, speeds, degreesPerSecond]);

  const [limit, twist] = limits.map(degreesPerSecond);
  return (
    <div className="joint">
      <h2>
        {name} {role && role !== name && <span className="soft">{role}</span>}
      </h2>
      <section aria-label={texts.rotation}>
        <h3>{texts.rotation}</h3>
        <dl className="numbers">
          <dt>{texts.quaternion}</dt>
          <dd ref={quaternion} data-number="quaternion" />
          <dt title={texts.eulerHint}>{texts.euler}</dt>
          <dd ref={angles} data-number="euler" />
        </dl>
      </section>
      {role && <AnatomicalAngles role={role} clip={clip} playback={playback} />}
      <section aria-label={texts.speed}>
        <h3>{texts.speed}</h3>
        <dl className="numbers">
          <dt>{texts.now}</dt>
          <dd ref={speedNow} data-number="speed" />
          <dt>{texts.velocityLimit}</dt>
          <dd data-number="limit">
            {limit === undefined
              ? texts.noVelocityLimit
              : twist === undefined
                ? limit
                : texts.swingAndTwist(limit, twist)}
          </dd>
        </dl>
        <SpeedCurve name={name} speeds={speeds} limits={limits} playback={playback} />
      </section>
    </div>
  );
}

/** Nothing is -0.0000. */
const decimals = (value: number): string => (Math.round(value * 1e4) / 1e4 + 0).toFixed(4);
