/**
 * Who may see a served page. On this machine alone: requests that name this machine as their host, so that no foreign page reads clips
 * through a name that was made to point here. Beyond it a token as well: once in the address (?token=) or in the Authorization header;
 * a browser is then given a cookie that holds as long as the server runs, and an address without the token.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import { TegnError } from '../issues/issues.ts';
import { isLoopback } from '../livelink/server/admission.ts';

export type Access =
  | { readonly kind: 'allowed' }
  /** Send the browser there, with the cookie. */
  | { readonly kind: 'introduced'; readonly address: string; readonly cookie: string }
  | { readonly kind: 'refused'; readonly status: 401 | 403; readonly reason: string };

const ALLOWED: Access = { kind: 'allowed' };

/** Throws E_OPTION where other machines can reach the address and there is no token. */
export function createAccess(host: string, token: string | undefined): (request: IncomingMessage) => Access {
  if (!isLoopback(host) && !token) {
    throw new TegnError(
      'E_OPTION',
      `Expected a token to listen on ${host}, which other machines can reach: --token, or TEGN_TOKEN.`,
      { found: host },
    );
  }
  const pass = randomBytes(24).toString('base64url');
  return ({ headers, url = '/', socket }) => {
    if (!isOwnHost(headers.host ?? '', host)) {
      return { kind: 'refused', status: 403, reason: 'This page is for this machine.' };
    }
    if (!token) return ALLOWED;
    // cookies are shared by all ports of a host
    const cookieName = `tegn-${socket.localPort}`;
    if (sameText(cookieOf(headers.cookie, cookieName), pass)) return ALLOWED;
    if (sameText(/^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '', token)) return ALLOWED;
    const [path, query = ''] = url.split(/\?(.*)/s);
    const parameters = new URLSearchParams(query);
    if (!sameText(parameters.get('token') ?? '', token)) {
      return {
        kind: 'refused',
        status: 401,
        reason: 'Expected the token of this server: ?token= in the address.',
      };
    }
    parameters.delete('token');
    return {
      kind: 'introduced',
      // one slash: two would name another host
      address: `/${path.replace(/^\/+/, '')}${parameters.size > 0 ? `?${parameters}` : ''}`,
      cookie: `${cookieName}=${pass}; Path=/; HttpOnly; SameSite=Lax`,
    };
  };
}

/** Numbers cannot be made to point elsewhere, names can: of those only this machine's own. */
function isOwnHost(header: string, host: string): boolean {
  const name = header
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  if (isLoopback(name)) return true;
  if (isLoopback(host)) return false;
  const own = hostname().toLowerCase();
  return isIP(name) !== 0 || [host.toLowerCase(), own, `${own}.local`].includes(name);
}

const cookieOf = (header: string | undefined, name: string): string =>
  header
    ?.split(/; */)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? '';

/** Takes as long for a near miss as for a wide one. */
function sameText(found: string, expected: string): boolean {
  const [a, b] = [found, expected].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a, b);
}
