/**
 * Light that shows the shape of a hand in front of a body, and a floor that only holds the shadow. Metres.
 * Three plain lights: a picture of a room as surrounding light looks little better here and, drawn without a graphics card, costs
 * 2.5 s at the start and leaves 2 frames a second instead of 20 (1360 x 820, two cores).
 */
import { useState } from 'react';
import { Object3D } from 'three';

export function Studio() {
  const [chest] = useState(() => new Object3D());
  return (
    <>
      <hemisphereLight args={['#ffffff', '#a89f94', 1.7]} />
      <primitive object={chest} position={[0, 1, 0]} />
      <directionalLight
        position={[1.5, 3, 2.4]}
        target={chest}
        intensity={2.3}
        color="#fff1e0"
        castShadow
        shadow-mapSize={[1024, 1024]}
        shadow-bias={-0.0004}
        shadow-normalBias={0.012}
        shadow-radius={3}
        shadow-camera-left={-1.1}
        shadow-camera-right={1.1}
        shadow-camera-top={1.3}
        shadow-camera-bottom={-1.3}
        shadow-camera-near={1}
        shadow-camera-far={8}
      />
      <directionalLight position={[-2.4, 2.2, -2]} intensity={1.8} color="#cfe0ff" />
      <mesh rotation-x={-Math.PI / 2} receiveShadow>
        <circleGeometry args={[4, 64]} />
        <shadowMaterial opacity={0.09} transparent />
      </mesh>
      <mesh rotation-x={-Math.PI / 2} position-y={0.001}>
        <ringGeometry args={[0.596, 0.6, 128]} />
        <meshBasicMaterial color="#8c8980" transparent opacity={0.45} />
      </mesh>
    </>
  );
}
