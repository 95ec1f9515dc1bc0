/** The stage of one clip, with the controls that lie over it. */
import { useState } from 'react';
import { Stage, type StageProps } from './stage.tsx';
import { type ChosenView, ViewButtons } from './view-buttons.tsx';

export function ClipStage(props: Omit<StageProps, 'view' | 'viewPresses'>) {
  const [view, setView] = useState<ChosenView>({ name: 'front', presses: 0 });
  return (
    <>
      <Stage {...props} view={view.name} viewPresses={view.presses} />
      <ViewButtons chosen={view} onChoose={setView} />
    </>
  );
}
