import { Failure } from '../../errors.js';
import type { Actor } from '../../model/actor.js';
import type { Config } from '../config.js';
import { allKeys, isKey, type KeyStore, KnownKeys } from './keys.js';
import { tokenReader } from './tokens.js';
import { unauthenticated } from './unauthenticated.js';

/**
 * Who sends a request, by its header Authorization: the bearer of a key or of a token, or anyone where nobody is asked.
 * UNAUTHENTICATED where a bearer is not known, also where anyone might have asked: who names themselves means it.
 */
export type Identify = (authorization: string | null, deadlineAt: number) => Promise<Actor>;

export const ANYONE: Actor = { name: null, role: 'admin' };

const BEARER = /^bearer +([\w.~+/=-]{1,8192}) *$/i;

/** BAD_USER_INPUT when the settings of tokens do not go together. */
export function identification(store: KeyStore, config: Config, now: () => number): Identify {
  const keys = new KnownKeys(store);
  const tokens = tokenReader(config);
  const isAnyone = servesAnyone(config);
  return async (authorization, deadlineAt) => {
    if (authorization === null && isAnyone) return ANYONE;
    const [, text] = BEARER.exec(authorization ?? '') ?? [];
    if (text === undefined)
      throw unauthenticated(
        'This service is told who asks: expected the header "Authorization: Bearer" and a key or a token.',
      );
    if (isKey(text)) return keys.actorOf(text, now(), deadlineAt);
    if (tokens === null) throw unauthenticated('This service takes keys ("cg_…") and no tokens.');
    return tokens(text, now());
  };
}

/** Whether nobody is asked: on an address of this machine alone, unless told otherwise in so many words. */
export function servesAnyone({ auth, host }: Pick<Config, 'auth' | 'host'>): boolean {
  return auth === 'anyone' || (auth === 'auto' && isOfThisMachine(host));
}

/** FAILED_PRECONDITION, with the ways out, where nobody could ask because nobody could be told apart. */
export async function refuseClosedDoors(store: KeyStore, config: Config, deadlineAt: number): Promise<void> {
  if (servesAnyone(config) || config.jwks !== '') return;
  for await (const key of allKeys(store, deadlineAt)) if (key.revoked === null) return;
  throw new Failure(
    'FAILED_PRECONDITION',
    `HOST: ${config.host} would serve a network, and nobody on it could be told apart. Make a key (controlgraph keys create --name NAME --role ROLE), or set CONTROLGRAPH_JWKS to take tokens; CONTROLGRAPH_AUTH=anyone lets whoever comes read and write.`,
  );
}

function isOfThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}
