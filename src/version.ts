/** Version of tegn, the same as in package.json (a test holds them together). */
export const TEGN_VERSION = '0.1.0';
