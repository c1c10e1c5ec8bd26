import type { TypedDocumentString } from './questions.js';

/** Why there is no answer: `code` is for programs, `requestId` for whoever runs the service. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  readonly code: string;
  readonly requestId: string | null;
  constructor(message: string, code: string, requestId: string | null) {
    super(message);
    this.code = code;
    this.requestId = requestId;
  }
}

interface Body<Answer> {
  readonly data?: Answer | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const ANSWER_WITHIN_MS = 10_000;

/** The answer to a typed document. An answer with any error counts as none: half of one could be read as a clearance. */
export async function ask<Answer, Variables>(
  document: TypedDocumentString<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  const key = process.env.CG_KEY;
  const response = await fetch(new URL('/graphql', process.env.CG_URL ?? 'http://127.0.0.1:4000'), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  const { data, errors } = (await response.json()) as Body<Answer>;
  const [error] = errors ?? [];
  if (error === undefined && data) return data;
  const code = error?.extensions?.code ?? `HTTP ${response.status}`;
  throw new NoAnswer(error?.message ?? code, code, response.headers.get('x-request-id'));
}
