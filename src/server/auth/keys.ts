import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { badInput } from '../../errors.js';
import type { Actor, Role } from '../../model/actor.js';
import type { Store } from '../../store/store.js';
import { unauthenticated } from './unauthenticated.js';

/** A key as it rests in the store: of the secret only its hash. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the secret, hexadecimal. The secret has 256 random bits, so that no slower hash is called for. */
  readonly hash: string;
  /** Instants, RFC 3339. */
  readonly made: string;
  readonly expires: string | null;
  readonly revoked: string | null;
}

export type KeyStore = Pick<Store, 'documents' | 'keep'>;

const KEY = /^cg_([0-9a-f]{16})_([\w-]{43})$/;
const ID = /^[0-9a-f]{16}$/;
const PREFIX = 'key/';
const PAGE = 500;
const NAME = /^[^\p{C}]{1,100}$/u;
/** How long a revoked key may still be taken by a process that has just read it. */
const REMEMBERED_MS = 2_000;
const NO_HASH = Buffer.alloc(32);

/** Whether a bearer's text means to be one of our keys; anything else is taken for a token. */
export function isKey(text: string): boolean {
  return text.startsWith('cg_');
}

/** Makes a key. Its text is nowhere but in the answer. BAD_USER_INPUT for a name that can't be told in a line. */
export async function makeKey(
  store: KeyStore,
  { name, role, expires }: Pick<ApiKey, 'name' | 'role' | 'expires'>,
  now: number,
  deadlineAt: number,
): Promise<{ readonly key: ApiKey; readonly text: string }> {
  if (!NAME.test(name))
    throw badInput(`name: expected 1 to 100 characters, none of them a control; came ${said(name)}.`);
  const id = randomBytes(8).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const made = new Date(now).toISOString();
  const key = { id, name, role, hash: hashOf(secret).toString('hex'), made, expires, revoked: null };
  const put = [{ key: PREFIX + id, body: JSON.stringify(key) }];
  await store.keep({ expect: [{ key: PREFIX + id, body: null }], put }, deadlineAt);
  return { key, text: `cg_${id}_${secret}` };
}

/** Every key ever made, by id. */
export async function* allKeys(store: KeyStore, deadlineAt: number): AsyncGenerator<ApiKey> {
  for (let from = PREFIX; ; ) {
    const found = await store.documents({ from, before: 'key0', first: PAGE }, deadlineAt);
    for (const { body } of found) yield JSON.parse(body) as ApiKey;
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    // Nothing comes between: a space is before every other sign that a key may have.
    from = `${last.key} `;
  }
}

/** Takes a key back, at once and for good; null where there is none of this id. One taken back stays as it is. */
export async function revokeKey(store: KeyStore, id: string, now: number, deadlineAt: number): Promise<ApiKey | null> {
  for (;;) {
    const body = await bodyOf(store, id, deadlineAt);
    if (body === null) return null;
    const key = JSON.parse(body) as ApiKey;
    if (key.revoked !== null) return key;
    const revoked = { ...key, revoked: new Date(now).toISOString() };
    const change = { expect: [{ key: PREFIX + id, body }], put: [{ key: PREFIX + id, body: JSON.stringify(revoked) }] };
    if (await store.keep(change, deadlineAt)) return revoked;
  }
}

/** The keys of a store, each remembered for a moment, so that a busy client costs no read a request. */
export class KnownKeys {
  private readonly remembered = new Map<string, { readonly key: ApiKey; readonly until: number }>();

  constructor(private readonly store: KeyStore) {}

  /**
   * Whose key this is. UNAUTHENTICATED in the same words, after the same work, whether the id is known or the secret is
   * wrong; a key that was revoked or has expired is said to be so, to who has it.
   */
  async actorOf(text: string, now: number, deadlineAt: number): Promise<Actor> {
    const [, id, secret] = KEY.exec(text) ?? [];
    if (id === undefined || secret === undefined) throw unknownKey();
    const key = await this.find(id, now, deadlineAt);
    const isRight = timingSafeEqual(hashOf(secret), key === null ? NO_HASH : Buffer.from(key.hash, 'hex'));
    if (key === null || !isRight) throw unknownKey();
    if (key.revoked !== null) throw unauthenticated(`The key ${id} was revoked on ${key.revoked}.`);
    if (key.expires !== null && Date.parse(key.expires) <= now)
      throw unauthenticated(`The key ${id} expired on ${key.expires}.`);
    return { name: key.name, role: key.role };
  }

  private async find(id: string, now: number, deadlineAt: number): Promise<ApiKey | null> {
    const known = this.remembered.get(id);
    if (known !== undefined && now < known.until) return known.key;
    const body = await bodyOf(this.store, id, deadlineAt);
    if (body === null) return null;
    const key = JSON.parse(body) as ApiKey;
    // Only keys that were made are remembered: whoever guesses fills nothing.
    this.remembered.set(id, { key, until: now + REMEMBERED_MS });
    return key;
  }
}

async function bodyOf(store: KeyStore, id: string, deadlineAt: number): Promise<string | null> {
  if (!ID.test(id)) return null;
  const [found] = await store.documents({ keys: [PREFIX + id] }, deadlineAt);
  return found?.body ?? null;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

function unknownKey() {
  return unauthenticated('The key is not one that this service knows.');
}

function said(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
