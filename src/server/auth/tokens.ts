import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { badInput, Failure } from '../../errors.js';
import { type Actor, ROLES } from '../../model/actor.js';
import { unauthenticated } from './unauthenticated.js';

/** Signatures by a private key alone: a public key must never pass for a shared secret, nor nothing for a signature. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const CLOCK_TOLERANCE_S = 5;
const FETCH_MS = 2_000;
const LONGEST_NAME = 200;

export interface TokenSettings {
  /** The issuer's public keys: an https address, or a file of them; empty where no token is taken. */
  readonly jwks: string;
  readonly jwtIssuer: string;
  readonly jwtAudience: string;
  /** The claim that has the role, a text or a list of them. */
  readonly jwtRoleClaim: string;
}

export type Tokens = (token: string, now: number) => Promise<Actor>;

/**
 * Reads JSON web tokens (RFC 7519) of one issuer for one audience, null where none are configured. BAD_USER_INPUT when
 * the settings do not go together or the file is no set of keys. A token read is UNAUTHENTICATED where anything about it
 * is not as it must be, FAILED_PRECONDITION while the issuer's keys cannot be had.
 */
export function tokenReader({ jwks, jwtIssuer, jwtAudience, jwtRoleClaim }: TokenSettings): Tokens | null {
  if (jwks === '') return null;
  if (jwtIssuer === '' || jwtAudience === '')
    throw badInput(
      'CONTROLGRAPH_JWKS: expected CONTROLGRAPH_JWT_ISSUER and CONTROLGRAPH_JWT_AUDIENCE beside it; a token of anybody, for anything, proves nothing.',
    );
  const keys = keysOf(jwks);
  return async (token, now) => {
    const { payload } = await jwtVerify(token, keys, {
      ...{ issuer: jwtIssuer, audience: jwtAudience, algorithms: ALGORITHMS },
      ...{ requiredClaims: ['exp', 'sub'], clockTolerance: CLOCK_TOLERANCE_S, currentDate: new Date(now) },
    }).catch((error: unknown) => {
      throw refusal(error);
    });
    return actorOf(payload, jwtRoleClaim);
  };
}

function keysOf(jwks: string): JWTVerifyGetKey {
  if (/^https:\/\/|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(jwks))
    return createRemoteJWKSet(new URL(jwks), { timeoutDuration: FETCH_MS });
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(jwks, 'utf8')));
  } catch (error) {
    throw new Failure(
      'BAD_USER_INPUT',
      `CONTROLGRAPH_JWKS: expected an https address or a file that holds a JSON Web Key Set; ${jwks} is neither (${(error as Error).message}).`,
      { cause: error },
    );
  }
}

function actorOf(payload: JWTPayload, claim: string): Actor {
  const said = [payload[claim]].flat();
  const role = ROLES.findLast((each) => said.includes(each));
  if (role === undefined)
    throw unauthenticated(`The token's claim ${claim} names none of the roles ${ROLES.join(', ')}.`);
  const name = payload.sub as string;
  if (name === '' || name.length > LONGEST_NAME)
    throw unauthenticated(`The token's subject is expected to have 1 to ${LONGEST_NAME} characters.`);
  return { name, role };
}

/** What a caller can mend is said; why a signature does not hold is not. */
function refusal(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return unauthenticated(`The token's claim ${error.claim} is not what this service takes.`);
  if (isOfKeys(error))
    return new Failure('FAILED_PRECONDITION', 'The keys of the issuer of tokens cannot be had just now; try again.', {
      cause: error,
    });
  if (error instanceof errors.JOSEError) return unauthenticated('The token is not one that this service takes.');
  return error;
}

/** The set of keys could not be fetched or read: the issuer's fault, not the token's. */
function isOfKeys(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  return error instanceof errors.JOSEError ? error.code === 'ERR_JOSE_GENERIC' : error instanceof TypeError;
}
