/** The stage of one clip: its layers, the controls that lie over it, and what stands beside it. */
import { type ReactNode, useMemo, useState } from 'react';
import type { Clip } from '../clip/clip.ts';
import { hasSurface } from '../clip/load-body.ts';
import { AxesLayer } from './layers/axes-layer.tsx';
import { BodyLayer } from './layers/body-layer.tsx';
import { LandmarkLayer } from './layers/landmark-layer.tsx';
import { LayerButtons } from './layers/layer-buttons.tsx';
import { useLayers } from './layers/layers.ts';
import { SkeletonLayer } from './layers/skeleton-layer.tsx';
import { Stage, type StageProps } from './stage.tsx';
import { type ChosenView, ViewButtons } from './view-buttons.tsx';
import { useViewKeys } from './view-keys.ts';

interface ClipStageProps extends Pick<StageProps, 'onTick' | 'onPose'> {
  readonly clip: Clip;
  /** Where the clip stands, in frames; null where it does not play. */
  readonly position?: (() => number) | null;
  /** Where the camera stands for each view, when it is not as the clip has it. */
  readonly views?: Clip['views'];
  /** What stands on the stage besides. */
  readonly children?: ReactNode;
  /** Beside the stage. */
  readonly beside?: ReactNode;
  /** A word over the stage. */
  readonly note?: ReactNode;
}

const START: ChosenView = { name: 'front', presses: 0 };

export function ClipStage({
  clip,
  position = null,
  views = clip.views,
  onTick,
  onPose,
  children,
  beside,
  note,
}: ClipStageProps) {
  const [view, setView] = useState(START);
  useViewKeys(setView);
  const layers = useLayers();
  const hasBody = useMemo(() => hasSurface(clip.body), [clip]);
  const landmarks = position && layers.landmarks !== 'off' ? (clip.solved?.landmarks ?? null) : null;
  const isBeside = landmarks !== null && layers.landmarks === 'beside';
  const step = isBeside ? widthOf(views) : 0;
  const seen = useMemo(() => (step > 0 ? withRoom(views, step) : views), [views, step]);
  return (
    <div className="stage-row">
      {beside}
      <div className="stage-view">
        <Stage views={seen} view={view.name} viewPresses={view.presses} onTick={onTick} onPose={onPose}>
          <BodyLayer body={clip.body} shown={layers.body} />
          {(layers.skeleton || !hasBody) && <SkeletonLayer clip={clip} />}
          {layers.axes && <AxesLayer clip={clip} />}
          {position && landmarks && (
            <LandmarkLayer clip={clip} landmarks={landmarks} offset={-step} position={position} />
          )}
          {children}
        </Stage>
        <ViewButtons chosen={view} onChoose={setView} />
        {note}
        <LayerButtons hasBody={hasBody} hasLandmarks={position !== null && clip.solved !== null} />
      </div>
    </div>
  );
}

const widthOf = ({ front: { box } }: Clip['views']): number => box.max.x - box.min.x;

/** The stick figure stands at the signer's right. */
function withRoom(views: Clip['views'], step: number): Clip['views'] {
  const box = views.front.box.clone();
  box.min.x -= step;
  return { ...views, front: { ...views.front, box } };
}
