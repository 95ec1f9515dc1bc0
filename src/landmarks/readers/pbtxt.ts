/**
 * MediaPipe's landmarks as protocol buffer text (NormalizedLandmarkList, LandmarksDetectionResult) -> a recording of one frame.
 * The message type is told by its fields. Other messages of MediaPipe are named in the error.
 */
import { recordsOf } from '../../formats/json/json-records.ts';
import { type PbMessage, type PbValue, parsePbtxt } from '../../formats/pbtxt/parse-pbtxt.ts';
import { TegnError } from '../../issues/issues.ts';
import type { LandmarkRecording } from '../landmark-clip.ts';
import type { LandmarkReader, ReadOptions } from '../reader.ts';
import { readMediapipeResults } from './json.ts';

export const pbtxtReader: LandmarkReader = {
  description: 'MediaPipe landmarks as protocol buffer text',
  extensions: ['pbtxt', 'textproto', 'prototxt'],
  /** Begins, after comments, with a field: a name and then a colon or a brace. */
  accepts(bytes) {
    const start = new TextDecoder().decode(bytes.subarray(0, 4096));
    return /^(?:\s|#[^\n]*\n)*[A-Za-z_]\w*\s*[:{<]/.test(start);
  },
  read: readPbtxt,
};

/** Field that tells a message -> what it is. */
const OTHER_MESSAGES: readonly (readonly [string, string])[] = [
  ['mesh', 'a FaceGeometry (a mesh and the pose of the head)'],
  ['procrustes_landmark_basis', 'metadata of the face geometry pipeline'],
  ['classification', 'a ClassificationList (scores such as blendshapes)'],
  ['detections', 'a list of detections'],
  ['location_data', 'a Detection'],
  ['x_center', 'a rectangle'],
  ['node', 'a calculator graph'],
];

function readPbtxt(bytes: Uint8Array, name: string, options: ReadOptions): LandmarkRecording {
  const message = parsePbtxt(new TextDecoder().decode(bytes));
  if (!message.has('landmark') && !message.has('landmarks')) {
    const other = OTHER_MESSAGES.find(([field]) => message.has(field))?.[1];
    const found =
      other ?? `a message with the fields ${[...message.keys()].slice(0, 8).join(', ') || '(none)'}`;
    throw new TegnError('E_KIND_UNKNOWN', `Expected MediaPipe landmarks, found ${found}.`, { found });
  }
  return readMediapipeResults(recordsOf([treeOf(message)]), {}, name, options, 'mediapipe-pbtxt');
}

/** Fields as an object: lists of messages stay lists, a single number or text stands alone. */
function treeOf(message: PbMessage): Record<string, unknown> {
  const tree: Record<string, unknown> = Object.create(null);
  for (const [field, values] of message) {
    const isMessage = values[0] instanceof Map;
    tree[field] = isMessage ? values.map(plainValue) : plainValue(values[0]);
  }
  return tree;
}

const plainValue = (value: PbValue): unknown => (value instanceof Map ? treeOf(value) : value);
