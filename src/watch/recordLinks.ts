import { randomBytes } from 'node:crypto';
import { Failure } from '../errors.js';
import { canonical, digestOf } from '../model/canonical.js';
import type { ErasedBecause, GivenRuling } from '../model/given.js';
import type { Document, DocumentChange } from '../store/store.js';
import { padded } from './kept.js';

/** First and last of links that stand one after the other. */
export type Range = readonly [first: number, last: number];

/** What the hash of a link is of, besides the hash of the one before. */
interface Chained {
  /** Counts links from 1. */
  readonly sequence: number;
  /** Random, so that nobody comes upon a ruling by counting. */
  readonly mark: string;
  /** When it was put on record, RFC 3339. */
  readonly at: string;
  /** Of what is sealed; it stays when that is erased. */
  readonly commitment: string;
  /** The links whose seal this one broke; null for a ruling. */
  readonly erases: readonly Range[] | null;
}

/** What can be erased. Without the salt nobody can try out what a commitment is of. */
export interface Sealed {
  readonly salt: string;
  readonly payload: GivenRuling | ErasedBecause;
}

export interface Link extends Chained {
  readonly previous: string;
  readonly hash: string;
  /** Null where it was erased. */
  readonly sealed: Sealed | null;
}

/** A link that puts a ruling on record. */
export interface GivenLink extends Link {
  readonly erases: null;
  readonly sealed: { readonly salt: string; readonly payload: GivenRuling } | null;
}

/** The last link, in a document of its own that moves with every link. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}

export const HEAD_KEY = 'record head';
export const LINKS = { from: 'record/', before: 'record0' } as const;
export const NO_LINKS: Head = { sequence: 0, hash: `sha256:${'0'.repeat(64)}` };

export function linkKey(sequence: number): string {
  return LINKS.from + padded(sequence);
}

/** The key of rules by their digest. */
export function rulesKey(digest: string): string {
  return `policy/${digest}`;
}

/** The id of a ruling on record, as a client has it. */
export function givenId({ sequence, mark }: Pick<Link, 'sequence' | 'mark'>): string {
  return `ruling:${sequence}-${mark}`;
}

/** Null for what is no id of a ruling on record. */
export function partsOfGivenId(id: string): { readonly sequence: number; readonly mark: string } | null {
  const [, sequence, mark] = /^ruling:([1-9]\d{0,14})-([\da-f]{32})$/.exec(id) ?? [];
  return sequence === undefined || mark === undefined ? null : { sequence: Number(sequence), mark };
}

/** A link as a ruling that was given; null for one that erased something. */
export function asGiven(link: Link): GivenLink | null {
  return link.erases === null ? (link as GivenLink) : null;
}

export function linkAfter(head: Head, at: string, payload: Sealed['payload'], erases: Link['erases'] = null): Link {
  const sealed = { salt: randomBytes(32).toString('hex'), payload };
  const mark = randomBytes(16).toString('hex');
  const chained = { sequence: head.sequence + 1, mark, at, commitment: commitmentOf(sealed), erases };
  return { ...chained, previous: head.hash, hash: hashOf(head.hash, chained), sealed };
}

export function commitmentOf({ salt, payload }: Sealed): string {
  return digestOf(canonical({ salt, payload }));
}

export function hashOf(previous: string, { sequence, mark, at, commitment, erases }: Chained): string {
  return digestOf(previous + canonical({ sequence, mark, at, commitment, erases }));
}

export function linkDocument(link: Link): Document {
  return { key: linkKey(link.sequence), body: canonical(link) };
}

export function headChange(before: Head, { sequence, hash }: Head): { expect: DocumentChange; put: Document } {
  const body = before.sequence === 0 ? null : canonical({ sequence: before.sequence, hash: before.hash });
  return { expect: { key: HEAD_KEY, body }, put: { key: HEAD_KEY, body: canonical({ sequence, hash }) } };
}

/** FAILED_PRECONDITION where it can't be read: somebody has changed it by hand. */
export function headOf(document: Document | undefined): Head {
  return document === undefined ? NO_LINKS : read<Head>(document);
}

export function linkOf(document: Document): Link {
  return read<Link>(document);
}

function read<T>({ key, body }: Document): T {
  try {
    return JSON.parse(body) as T;
  } catch (cause) {
    throw damaged(`its document "${key}" is no JSON`, cause);
  }
}

export function damaged(why: string, cause?: unknown): Failure {
  const message = `The record of rulings is damaged: ${why}. "controlgraph audit" says where; nothing was put on record.`;
  return new Failure('FAILED_PRECONDITION', message, cause === undefined ? {} : { cause });
}
