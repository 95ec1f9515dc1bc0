/** The picture: the body in a plain studio. Drawn only when something moves. */
import { Canvas, useFrame, useThree } from '@react-three/fiber';
import { type ReactNode, useEffect } from 'react';
import { NoToneMapping } from 'three';
import type { Clip } from '../clip/clip.ts';
import { CameraRig, STAGE_FOV_DEG } from './camera-rig.tsx';
import { StageHook } from './stage-hook.tsx';
import { Studio } from './studio.tsx';
import { stageTexts } from './texts.ts';
import type { ViewName } from './views.ts';

export interface StageProps {
  readonly view: ViewName;
  /** Counts presses, so that pressing the same view again returns to it. */
  readonly viewPresses: number;
  /** Called before each picture. */
  readonly onTick: (nowSeconds: number) => void;
  /** Tells its listener that the pose has changed. */
  readonly onPose: (listener: () => void) => () => void;
  /** Where the camera stands for each view. */
  readonly views: Clip['views'];
  /** What stands on the stage. */
  readonly children: ReactNode;
}

export function Stage({ view, viewPresses, onTick, onPose, views, children }: StageProps) {
  return (
    <Canvas
      frameloop="demand"
      shadows="percentage"
      dpr={[1, 2]}
      camera={{ fov: STAGE_FOV_DEG, near: 0.05, far: 60, position: [0, 1.3, 3] }}
      gl={{ toneMapping: NoToneMapping }}
      aria-label={stageTexts.use().signer}
      role="img"
    >
      {/* first, so that what follows the body sees the pose of this very picture */}
      <Redraw onTick={onTick} onPose={onPose} />
      <Studio />
      {children}
      <CameraRig views={views} view={view} viewPresses={viewPresses} />
      <StageHook />
    </Canvas>
  );
}

function Redraw({ onTick, onPose }: Pick<StageProps, 'onTick' | 'onPose'>) {
  const invalidate = useThree((state) => state.invalidate);
  useEffect(() => onPose(invalidate), [onPose, invalidate]);
  useFrame(() => onTick(performance.now() / 1000));
  return null;
}
