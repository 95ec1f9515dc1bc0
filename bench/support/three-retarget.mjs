// three's SkeletonUtils.retargetClip on a sign's clip, with names by role and the offsets of the two rest poses; its tracks read back as
// a clip of tegn's. What three leaves alone stays at rest.
import * as THREE from 'three';
import { retargetClip } from 'three/addons/utils/SkeletonUtils.js';

const meshes = new WeakMap();

export function retargetWithThree({ actor, clip }, target) {
  const [source, onto] = [meshOf(actor), meshOf(target)];
  const names = {};
  const localOffsets = {};
  for (const [role, joint] of Object.entries(target.joints)) {
    const from = actor.joints[role];
    if (from === undefined) continue;
    const name = boneName(target, joint);
    names[name] = boneName(actor, from);
    const inverse = source.rest[from].clone().invert();
    localOffsets[name] = new THREE.Matrix4().makeRotationFromQuaternion(inverse.multiply(onto.rest[joint]));
  }
  const fps = clip.timing.rate.numerator / clip.timing.rate.denominator;
  const result = retargetClip(onto.mesh, source.mesh, threeClip(actor, clip, fps), {
    names,
    localOffsets,
    hip: boneName(actor, actor.joints.pelvis),
    fps,
  });
  return clipOf(result, clip, target);
}

const boneName = ({ skeleton }, joint) => skeleton.jointNames[joint].replace(/[.:]/g, '_');

function meshOf(rig) {
  let made = meshes.get(rig);
  if (made) return made;
  const { skeleton } = rig;
  const bones = skeleton.jointNames.map((_, j) => {
    const bone = new THREE.Bone();
    bone.name = boneName(rig, j);
    bone.position.fromArray(skeleton.restTranslations, j * 3);
    bone.quaternion.fromArray(skeleton.restRotations, j * 4);
    return bone;
  });
  skeleton.parents.forEach((parent, j) => {
    if (parent >= 0) bones[parent].add(bones[j]);
  });
  const mesh = new THREE.SkinnedMesh(new THREE.BufferGeometry(), new THREE.MeshBasicMaterial());
  mesh.add(bones[0]);
  mesh.updateMatrixWorld(true);
  mesh.bind(new THREE.Skeleton(bones));
  const rest = bones.map((bone) => bone.getWorldQuaternion(new THREE.Quaternion()));
  made = { mesh, rest };
  meshes.set(rig, made);
  return made;
}

function threeClip(rig, clip, fps) {
  const joints = rig.skeleton.jointNames.length;
  const times = Array.from({ length: clip.frameCount }, (_, f) => f / fps);
  const tracks = rig.skeleton.jointNames.map((_, j) => {
    const values = [];
    for (let f = 0; f < clip.frameCount; f++) {
      values.push(...clip.rotations.subarray((f * joints + j) * 4, (f * joints + j) * 4 + 4));
    }
    return new THREE.QuaternionKeyframeTrack(`.bones[${boneName(rig, j)}].quaternion`, times, values);
  });
  return new THREE.AnimationClip('clip', clip.frameCount / fps, tracks);
}

function clipOf(result, clip, rig) {
  const { skeleton } = rig;
  const joints = skeleton.jointNames.length;
  const rotations = new Float32Array(clip.frameCount * joints * 4);
  for (let f = 0; f < clip.frameCount; f++) rotations.set(skeleton.restRotations, f * joints * 4);
  for (const { name, values } of result.tracks) {
    const bone = /\.bones\[(.+)\]\.quaternion$/.exec(name)?.[1];
    const joint = skeleton.jointNames.findIndex((_, j) => boneName(rig, j) === bone);
    if (joint < 0) continue;
    for (let f = 0; f < clip.frameCount; f++) {
      const at = Math.min(f, values.length / 4 - 1) * 4;
      for (let i = 0; i < 4; i++) rotations[(f * joints + joint) * 4 + i] = values[at + i];
    }
  }
  const rest = skeleton.restTranslations.subarray(
    skeleton.translatedJoint * 3,
    skeleton.translatedJoint * 3 + 3,
  );
  const translations = Float32Array.from({ length: clip.frameCount * 3 }, (_, i) => rest[i % 3]);
  return { ...clip, skeleton, rotations, translations };
}
