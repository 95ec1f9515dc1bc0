/** Names and numbers of the live protocol, version 1 (docs/protocol.md). */

export const LIVE_SUBPROTOCOL = 'tegn.livelink.v1';
/** Not registered with IANA; away from the ports of Live Link Face (11111) and VMC (39539, 39540). */
export const LIVE_PORT = 41520;
export const LIVE_SUBJECT = 'tegn';

export const FRAME_HEADER_BYTES = 32;
export const FRAME_OPCODE = 1;
export const FRAME_HEADER_VERSION = 1;

export const FRAME_FLAGS = {
  /** The header holds a timecode. */
  timecode: 1,
  /** The pose does not continue the one before. */
  cut: 2,
} as const;
