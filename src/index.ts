/** The public, browser-safe entry of tegn. */
export {
  CALIBRATE_DEFAULTS,
  type CalibrateOptions,
  type Calibration,
  estimateSkeleton,
} from './calibrate/estimate-skeleton.ts';
export { measurableRecordings, type SignerRecording } from './calibrate/observe-recording.ts';
export { CALIBRATE_PROFILES } from './calibrate/profiles.ts';
export { readEstimate, type SkeletonEstimate, writeEstimate } from './calibrate/skeleton-estimate.ts';
export type { ClipMetadata, ExportedFile, Exporter, ExportInput } from './export/exporter.ts';
export { EXPORTERS, type ExportOptions, exporterFor, formatOfPath } from './export/exporters.ts';
export { giveHeadToFace, HEAD_OWNERS, type HeadOwner } from './export/face/head-owner.ts';
export { METAHUMAN_CONTROLS } from './export/face/metahuman-controls.ts';
export { metahumanCurves } from './export/face/metahuman-curves.ts';
export type { FbxOptions } from './export/fbx/fbx-exporter.ts';
export type { GltfOptions } from './export/gltf/gltf-exporter.ts';
export { validateExport } from './export/read-back/validate-export.ts';
export { vrmExpression } from './export/vrma/vrm-expressions.ts';
export { sha256 } from './formats/archive/sha256.ts';
export type { Issue, Severity } from './issues/issues.ts';
export { TegnError } from './issues/issues.ts';
export { formatReport, inspectRecording } from './landmarks/inspect.ts';
export {
  type LandmarkClip,
  type LandmarkRecording,
  primaryClip,
  validateLandmarkClip,
} from './landmarks/landmark-clip.ts';
export { createLandmarkFrame, type LandmarkFrame, landmarkFrame } from './landmarks/landmark-frame.ts';
export { readLandmarks } from './landmarks/read-landmarks.ts';
export type { ReadOptions } from './landmarks/reader.ts';
export { HAND_NAMES, HOLISTIC_SCHEMA, landmarkPart, POSE_NAMES } from './landmarks/schema.ts';
export { writePose } from './landmarks/writers/pose.ts';
export { writeTrackerJsonl } from './landmarks/writers/tracker-jsonl.ts';
export { BRIDGES, type BridgeName } from './livelink/bridges/bridges.ts';
export { type ClipPlayer, type ClipPlayerOptions, createClipPlayer } from './livelink/clip-player.ts';
export { createClipSource } from './livelink/clip-source.ts';
export { type Clock, createSystemClock } from './livelink/clock.ts';
export type { FrameSink, FrameSource, LiveSubject, RunningSource } from './livelink/frame-source.ts';
export {
  type ControlMessage,
  decodeControl,
  encodeControl,
} from './livelink/protocol/control.ts';
export {
  createWireFrame,
  decodeFrame,
  encodeFrame,
  type WireFrame,
} from './livelink/protocol/frame.ts';
export { binaryMessage } from './livelink/protocol/header.ts';
export { encodeLandmarks } from './livelink/protocol/landmarks-bytes.ts';
export { LIVE_PORT, LIVE_SUBJECT, LIVE_SUBPROTOCOL } from './livelink/protocol/protocol.ts';
export { type ClientRequest, decodeRequest, encodeRequest } from './livelink/protocol/requests.ts';
export { decodeStaticData, encodeStaticData, type StaticData } from './livelink/protocol/static-data.ts';
export { readTake, type Take } from './livelink/take/read-take.ts';
export {
  TAKE_BODY,
  TAKE_FACE,
  type TakeHeader,
  takeHeaderRecord,
  takeRecord,
} from './livelink/take/take-format.ts';
export { type TrackedLandmarks, trackedLandmarks } from './livelink/tracked-landmarks.ts';
export { withSinks } from './livelink/with-sinks.ts';
export { activeHandOfClip } from './motion/active-hand.ts';
export { applyTracks } from './motion/apply-tracks.ts';
export { ARKIT_CURVES } from './motion/arkit-curves.ts';
export type { CurveClip } from './motion/curve-clip.ts';
export { layerTracks, type TrackLayer } from './motion/layer-tracks.ts';
export { mirrorClip } from './motion/mirror.ts';
export {
  assertMotionClip,
  frameRotations,
  frameTranslation,
  type MotionClip,
  PART_NAMES,
  PROVENANCE,
  validateMotionClip,
} from './motion/motion-clip.ts';
export { type ProvenanceRuns, provenanceOfRuns, provenanceRuns } from './motion/provenance-runs.ts';
export {
  isLiveLinkFaceCsv,
  type RecordedFace,
  readLiveLinkFaceCsv,
} from './motion/readers/live-link-face-csv.ts';
export { resampleClip } from './motion/resample.ts';
export { parseTrackSettings, type TrackSetting, type TrackSettings } from './motion/track-settings.ts';
export { type PerTrack, TRACK_NAMES, type TrackName } from './motion/tracks.ts';
export { trimClip } from './motion/trim.ts';
export { createLandmarkSource, type LandmarkSourceOptions } from './pipeline/landmark-source.ts';
export type { LayerFile } from './pipeline/lay-tracks.ts';
export { CLIP_DEFAULTS, type ClipOptions, type ClipResult, makeClip } from './pipeline/make-clip.ts';
export { restingBody } from './pipeline/resting-body.ts';
export { settingFlags, type WrittenSettings } from './pipeline/setting-flags.ts';
export { takeMetadata } from './pipeline/take-metadata.ts';
export type { ClipMeasure, Finding } from './quality/clip-measure.ts';
export type { MeasurableClip } from './quality/measurable-clip.ts';
export { measureClip } from './quality/measure-clip.ts';
export type { ContactReport, RetargetReport } from './retarget/report.ts';
export { type RetargetedClip, retargetClip, retargetWithReport } from './retarget/retarget.ts';
export {
  createRetargetState,
  RETARGET_DEFAULTS,
  type RetargetOptions,
  type RetargetState,
  retargetFrame,
} from './retarget/state.ts';
export { createActor } from './skeleton/actor/actor.ts';
export { ACTOR_JOINTS, type ActorJoint, actorJoint } from './skeleton/actor/joints.ts';
export { type ActorProportions, AVERAGE_PROPORTIONS } from './skeleton/actor/proportions.ts';
export {
  computeModelPose,
  computeRestPose,
  createModelPose,
  type ModelPose,
} from './skeleton/forward-kinematics.ts';
export { type ImportedTarget, importSkeleton } from './skeleton/import/import-skeleton.ts';
export { isTargetFile, rigFromTargetFile, type TargetFile } from './skeleton/import/target-file.ts';
export { JOINT_LIMITS, type JointLimit } from './skeleton/joint-limits.ts';
export { createMetahuman } from './skeleton/metahuman/metahuman.ts';
export type { Rig } from './skeleton/rig.ts';
export type { Skeleton } from './skeleton/skeleton.ts';
export { TARGETS, targetNamed } from './skeleton/targets.ts';
export { type AnatomicalAngles, anglesFromRotation, createAnatomy } from './solver/anatomy.ts';
export { type FaceNetwork, type NetworkFace, readNetworkFace } from './solver/face/network/face-network.ts';
export { createFaceNetwork } from './solver/face/network/onnx-face-network.ts';
export type { SignerFace } from './solver/face/signer-face.ts';
export { liftRecording } from './solver/lift/network/lift-recording.ts';
export type { LiftedClip, Lifter } from './solver/lift/network/lifted-clip.ts';
export {
  createLiveLifter,
  LIVE_LIFTER_DEFAULTS,
  type LiveLift,
  type LiveLifter,
  type LiveLifterOptions,
  liftRecordingLive,
} from './solver/lift/network/live-lifter.ts';
export { LIFTER_MODEL } from './solver/lift/network/model.ts';
export {
  createNetworkLifter,
  type NetworkLifterOptions,
  type OnnxRuntime,
} from './solver/lift/network/network-lifter.ts';
export { solveClipLive } from './solver/live/solve-clip-live.ts';
export { liveActor, solveFrame } from './solver/live/solve-frame.ts';
export {
  createLiveFrame,
  createSolverState,
  type LiveFrame,
  type LiveOptions,
  type SolverState,
} from './solver/live/solver-state.ts';
export { SOLVE_DEFAULTS, type SolveOptions } from './solver/options.ts';
export { ONE_EURO_DEFAULTS, type OneEuroOptions } from './solver/smoothing/one-euro.ts';
export { SMOOTHINGS, type SmoothingName } from './solver/smoothing/smoothing.ts';
export { type SolvedClip, solveClip } from './solver/solve-clip.ts';
export {
  VELOCITY_LIMITS,
  type VelocityLimit,
  velocityClass,
  velocityLimits,
} from './solver/velocity-limit.ts';
export { dropFrameTimecode, hasDropFrame } from './space/drop-frame.ts';
export { solveFromUnrealPosition, solveFromUnrealRotation } from './space/spaces.ts';
export { timecodeOfFrame } from './space/timecode.ts';
export { type FrameRate, frameRateFromDecimal, framesPerSecond } from './space/timing.ts';
export { TEGN_VERSION } from './version.ts';
