import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import { Failure } from '../errors.js';
import { answerError } from './request.js';

const FORM = z.record(z.string().regex(/^(sha256:)?[0-9a-f]{64}$/), z.string());

/** Documents by the SHA-256 of their text, hexadecimal. */
export type TrustedDocuments = ReadonlyMap<string, string>;

/**
 * The documents that a file lists, as GraphQL Code Generator's persisted documents have them: the SHA-256 of each text,
 * and the text. BAD_USER_INPUT when the file is not so, or a hash is another text's. Null where no file is named.
 */
export function readTrustedDocuments(path: string): TrustedDocuments | null {
  if (path === '') return null;
  const wrong = (why: string, cause?: unknown) =>
    new Failure(
      'BAD_USER_INPUT',
      `CONTROLGRAPH_TRUSTED_DOCUMENTS: expected a JSON file {"SHA-256 of a document": "the document", …}; ${path} ${why}.`,
      { cause },
    );
  let listed: Record<string, string>;
  try {
    listed = FORM.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw wrong('is not that', error);
  }
  const documents = new Map<string, string>();
  for (const [hash, text] of Object.entries(listed)) {
    if (sha256(text) !== hash.replace('sha256:', ''))
      throw wrong(`has under ${hash} a text that hashes to ${sha256(text)}`);
    documents.set(sha256(text), text);
  }
  return documents;
}

/**
 * Lets only listed documents pass: by documentId ("sha256:…", as GraphQL over HTTP proposes), by the hash that persisted
 * queries send, or by their full text. What else comes is refused before it is parsed.
 */
export function trusting(documents: TrustedDocuments | null): RequestHandler {
  return (request, response, next) => {
    if (documents === null) return next();
    const sent: unknown = request.method === 'POST' ? request.body : request.query;
    const text = textOf(documents, sent);
    if (text === null) return answerError(response, 403, 'FORBIDDEN', NOT_LISTED);
    const { variables, operationName } = sent as Record<string, unknown>;
    const listed = {
      query: text,
      ...(variables != null && { variables }),
      ...(operationName != null && { operationName }),
    };
    if (request.method === 'POST') request.body = listed;
    // A request's query is read anew from its address each time.
    else Object.defineProperty(request, 'query', { value: listed });
    next();
  };
}

/** The listed document that a message asks for. FORBIDDEN where it is none. */
export function trustedText(documents: TrustedDocuments, sent: unknown): string {
  const text = textOf(documents, sent);
  if (text === null) throw new Failure('FORBIDDEN', NOT_LISTED);
  return text;
}

const NOT_LISTED =
  'This service answers listed documents alone: send the documentId, or the exact text, of one of them.';

function textOf(documents: TrustedDocuments, sent: unknown): string | null {
  const asked = hashOf(sent);
  return asked === null ? null : (documents.get(asked) ?? null);
}

function hashOf(sent: unknown): string | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { documentId, query, extensions } = sent as Record<string, unknown>;
  if (typeof query === 'string') return sha256(query);
  const named = documentId ?? persisted(extensions);
  return typeof named === 'string' ? named.replace(/^sha256:/, '') : null;
}

function persisted(extensions: unknown): unknown {
  const given = typeof extensions === 'string' ? parsed(extensions) : extensions;
  return (given as { persistedQuery?: { sha256Hash?: unknown } } | null)?.persistedQuery?.sha256Hash;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
