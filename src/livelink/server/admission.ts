/**
 * Who may connect. On this machine alone: programs, which send no Origin, and pages that this machine serves; any other page that a
 * user happens to visit could open the socket too, so its origin has to be on the list. Beyond this machine a token as well; who shows
 * it in the Authorization header is no page, since pages cannot set that one, whatever Origin its socket library makes up.
 */
import { TegnError } from '../../issues/issues.ts';

export interface AdmissionOptions {
  readonly host: string;
  /** What clients must show; required beyond loopback. */
  readonly token?: string | undefined;
  /** Origins of web pages that may connect, such as https://studio.example; required beyond loopback, where it may be empty. */
  readonly origins?: readonly string[] | undefined;
}

export interface UpgradeRequest {
  /** Path and query. */
  readonly url: string;
  readonly origin?: string | undefined;
  readonly authorization?: string | undefined;
}

export interface Refusal {
  readonly status: 401 | 403;
  readonly reason: string;
}

/** Throws E_OPTION where the address can be reached from other machines and a token or the list is missing. */
export function assertAdmission({ host, token, origins }: AdmissionOptions): void {
  if (isLoopback(host) || (token && origins)) return;
  throw new TegnError(
    'E_OPTION',
    `Expected a token and a list of origins to listen on ${host}, which other machines can reach.`,
    { found: host },
  );
}

/** Null when the client may come in. */
export function refuse(request: UpgradeRequest, { token, origins }: AdmissionOptions): Refusal | null {
  const { origin, authorization } = request;
  if (token && sameText(bearerOf(authorization), token)) return null;
  if (origin !== undefined && !(origins ? origins.includes(origin) : isLocalOrigin(origin))) {
    return { status: 403, reason: `Pages from ${origin.slice(0, 200)} may not connect.` };
  }
  if (token && !sameText(tokenInAddress(request.url), token)) {
    return { status: 401, reason: 'Expected the token of this server.' };
  }
  return null;
}

export const isLoopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[?::1\]?)$/.test(host);

function isLocalOrigin(origin: string): boolean {
  try {
    return isLoopback(new URL(origin).hostname);
  } catch {
    return false;
  }
}

const bearerOf = (authorization: string | undefined): string =>
  /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '';

function tokenInAddress(url: string): string {
  const query = url.indexOf('?');
  return query < 0 ? '' : (new URLSearchParams(url.slice(query)).get('token') ?? '');
}

/** Takes as long for a near miss as for a wide one. */
function sameText(found: string, expected: string): boolean {
  let difference = found.length ^ expected.length;
  for (let i = 0; i < expected.length; i++) difference |= expected.charCodeAt(i) ^ (found.charCodeAt(i) | 0);
  return difference === 0;
}
