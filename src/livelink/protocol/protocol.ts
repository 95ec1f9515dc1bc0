/** Names and numbers of the live protocol, version 1 (docs/protocol.md). */

export const LIVE_SUBPROTOCOL = 'tegn.livelink.v1';
/** Not registered with IANA; away from the ports of Live Link Face (11111) and VMC (39539, 39540). */
export const LIVE_PORT = 41520;
/** The body. */
export const LIVE_SUBJECT = 'tegn';
export const LIVE_FACE_SUFFIX = '_face';

export const OPCODES = { frame: 1, staticData: 2, landmarks: 3 } as const;

export const FRAME_FLAGS = {
  /** The header holds a timecode. */
  timecode: 1,
  /** The pose does not continue the one before. */
  cut: 2,
  /** Rotations are smallest-three, 48 bit. */
  compact: 4,
} as const;

/** Live Link's roles, by their number on the wire. */
export const ROLES = { animation: 1, basic: 2 } as const;
export type LiveRole = keyof typeof ROLES;

/** What a server may offer and a client may ask for. */
export const CAPABILITIES = ['compact', 'clock', 'transport', 'landmarks', 'landmarkBytes'] as const;
export type Capability = (typeof CAPABILITIES)[number];
