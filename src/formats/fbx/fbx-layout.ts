/**
 * Fixed bytes of the binary FBX format, shared by its reader and its writer.
 * Source: the description of the format published by the Blender Foundation (A. Gessler, 2013), public domain.
 */

/** "Kaydara FBX Binary", two spaces, NUL, 1A 00; the version follows as uint32. */
export const FBX_MAGIC = Uint8Array.from([...'Kaydara FBX Binary  \0\x1a\0'].map((c) => c.charCodeAt(0)));

/** First version whose record headers are three uint64 in place of three uint32. */
export const FIRST_WIDE_VERSION = 7500;

/** Last 16 bytes of every file. */
export const FBX_TAIL = Uint8Array.of(
  ...[0xf8, 0x5a, 0x8c, 0x6a, 0xde, 0xf5, 0xd9, 0x7e],
  ...[0xec, 0xe9, 0x0c, 0xe3, 0x75, 0x8f, 0x29, 0x0b],
);

/** Zeros between the version in the footer and the tail. */
export const FOOTER_ZEROS = 120;

/**
 * FileId, CreationTime and the footer's id hang together by an undocumented function of the time; this one consistent triple
 * is what open exporters write, always the same, so that equal clips give equal bytes.
 */
export const FBX_STAMP = {
  fileId: Uint8Array.of(
    ...[0x28, 0xb3, 0x2a, 0xeb, 0xb6, 0x24, 0xcc, 0xc2],
    ...[0xbf, 0xc8, 0xb0, 0x2a, 0xa9, 0x2b, 0xfc, 0xf1],
  ),
  creationTime: '1970-01-01 10:00:00:000',
  footerId: Uint8Array.of(
    ...[0xfa, 0xbc, 0xab, 0x09, 0xd0, 0xc8, 0xd4, 0x66],
    ...[0xb1, 0x76, 0xfb, 0x83, 0x1c, 0xf7, 0x26, 0x7e],
  ),
} as const;
