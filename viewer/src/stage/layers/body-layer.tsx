/** A body on the stage; what it held on the graphics card is given back when it leaves. */
import { addAfterEffect, useThree } from '@react-three/fiber';
import { useEffect } from 'react';
import { Mesh, type Object3D } from 'three';
import { freeGraphics } from '../free-graphics.ts';

interface BodyLayerProps {
  readonly body: Object3D;
  /** Its surfaces are drawn; joints are there in any case. */
  readonly shown: boolean;
}

export function BodyLayer({ body, shown }: BodyLayerProps) {
  const invalidate = useThree((state) => state.invalidate);

  useEffect(() => {
    body.traverse((object) => {
      if (!(object instanceof Mesh)) return;
      // a mesh may carry joints, which have to stay visible
      if (shown) object.layers.enable(0);
      else object.layers.disable(0);
    });
    invalidate();
  }, [body, shown, invalidate]);

  useEffect(
    () => () => {
      // after the next body was drawn, which then finds the shaders still there
      const stop = addAfterEffect(() => {
        stop();
        freeGraphics(body);
      });
    },
    [body],
  );

  return <primitive object={body} />;
}
