/** Any text -> a file name without extension that Linux, macOS and Windows take, as near to the text as can be. */

/** File systems hold 255 bytes; what is left is for a number and an extension. */
const LONGEST_BYTES = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const REFUSED = /[\\/:*?"<>|\x00-\x1f\x7f]/g;

/** Names of devices on Windows, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

export function safeFileName(text: string): string {
  const encoder = new TextEncoder();
  let name = '';
  let bytes = 0;
  for (const letter of text.replace(REFUSED, '_').replace(DEVICE, '_$1')) {
    bytes += encoder.encode(letter).length;
    if (bytes > LONGEST_BYTES) break;
    name += letter;
  }
  // Windows drops dots and spaces at the end
  return name.replace(/[. ]+$/, '') || '_';
}
