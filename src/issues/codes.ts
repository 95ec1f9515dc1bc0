/**
 * Every code tegn can report, in one table; docs/issues.md is generated from it.
 * `E_` codes are thrown (the input or the call cannot be used), `W_` and `I_` codes are returned beside a result.
 */
export const ISSUE_CODES = {
  // Input that cannot be read
  E_FILE_MISSING: 'The file does not exist or cannot be opened.',
  E_FILE_EMPTY: 'The file holds no bytes.',
  E_KIND_UNKNOWN: 'The content is none of the kinds tegn reads.',
  E_POSE_VERSION: 'The .pose header names a version other than 0.0, 0.1 or 0.2.',
  E_POSE_TRUNCATED: 'The .pose file ends before the data its header announces.',
  E_POSE_HEADER: 'A field of the .pose header has an impossible value.',
  E_POSE_LAYOUT: 'The .pose components name no points that tegn knows.',
  E_JSON_SYNTAX: 'A line or file is not valid JSON.',
  E_TRACKER_RECORD: 'A tracking record lacks a field or holds one of the wrong type.',
  E_LANDMARK_JSON: 'The JSON holds no landmark lists that tegn knows.',
  E_PARQUET: 'The Parquet file is damaged or has columns tegn does not know.',
  E_PBTXT_SYNTAX: 'The text proto cannot be parsed.',
  E_NPY: 'The NumPy array is damaged or has a shape or type tegn does not know.',
  E_ARCHIVE: 'The zip or gzip container is damaged or unpacks to more than the limit.',
  E_FBX: 'The binary FBX file is damaged or has a version tegn does not know.',
  E_NO_FRAMES: 'The file holds no frames.',
  E_NO_LANDMARKS: 'No landmark of a hand, the body or the face has a confidence above 0.',
  E_FRAME_RATE: 'The frame rate is not a positive finite number.',
  E_PERSON: 'The chosen person is not in the file.',
  E_LIMIT: 'The file announces more data than the reader accepts.',

  // Calls and options
  E_OPTION: 'An option has a value that cannot be used.',
  E_CONFIG: 'tegn.config.json is not valid.',
  E_TARGET_UNKNOWN: 'There is no target skeleton of that name.',
  E_FORMAT_UNKNOWN: 'There is no exporter for that file extension.',
  E_OUTPUT_EXISTS: 'The output exists and --force was not given.',
  E_OUTPUT_WRITE: 'The output cannot be written.',
  E_SKELETON: 'A skeleton breaks one of the validity rules.',
  E_MOTION: 'A motion clip breaks one of the validity rules.',
  E_PORT: 'The port cannot be opened.',
  E_PROTOCOL: 'A message of the live stream breaks the protocol.',
  E_VIEWER_MISSING: 'The viewer has not been built.',
  E_INTERNAL: 'tegn itself failed; please report it.',

  // What was noticed while reading
  I_PERSON_CHOSEN: 'The file holds several people; the most central one was taken.',
  I_RESAMPLED: 'Frame times were irregular; the clip was resampled to the median rate.',
  I_FRAME_COUNT: 'The frame count in the header differs from the data; the data was believed.',
  I_NORMALISED: 'The file was normalised by its maker: positions are not those of a picture.',
  W_HANDS_SWAPPED: 'Hand labels contradict the wrists of the body; left and right were swapped.',
  W_HAND_LABEL: 'A hand has no body to check its label against; the label was believed.',
  W_IMAGE_SIZE: 'The file does not give the picture size; a usual one was assumed.',
  W_FRAME_RATE: 'The file does not give a frame rate; 25 was assumed.',
  W_TRAILING_BYTES: 'Bytes follow the data and were ignored.',
  W_RECORD_SKIPPED: 'A record at the end of the file was cut and was left out.',
  W_WORLD_UNUSABLE: 'World landmarks are not in metres and were left out.',
  W_POINTS_UNKNOWN: 'Points with unknown names were left out.',
  W_COORDINATE: 'Coordinates that are not finite or absurdly far out were treated as missing.',

  // What was noticed while solving
  W_NO_DEPTH: 'The input has no depth; it was guessed from bone lengths.',
  W_IMAGE_DEPTH: 'Depth comes from image landmarks, whose z is weak.',
  W_HAND_MISSING: 'A hand is missing for part of the clip.',
  W_BODY_MISSING: 'No body landmarks; body and arms rest.',
  W_FACE_MISSING: 'No face landmarks; the head follows the body points.',
  W_REPAIRED: 'A short gap was bridged from the frames around it.',
  W_CLAMPED: 'Joint rotations were faster than the velocity limit and were slowed.',
  W_OUT_OF_LIMIT: 'Joint rotations were outside the anatomical limits and were drawn back.',
  W_INVENTED: 'Part of the body was never seen; it rests.',
  W_TARGET_APPROXIMATE: 'The rest pose of the target skeleton is approximate.',
} as const;

export type IssueCode = keyof typeof ISSUE_CODES;
