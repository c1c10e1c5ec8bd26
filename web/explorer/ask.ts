import { useEffect, useState } from 'preact/hooks';

/** Why there is no answer, in plain words; it never stands for a verdict. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  constructor(
    message: string,
    readonly code: string,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

const IN_WORDS: Readonly<Record<string, string>> = {
  DATABASE_UNAVAILABLE: 'The database does not answer.',
  DEADLINE_EXCEEDED: 'The answer took longer than the service allows.',
  LIMIT_EXCEEDED: 'The question is larger than the service allows.',
  OVERLOADED: 'The service has too much to do at the moment.',
  FAILED_PRECONDITION: 'The service is not ready for this question.',
  BAD_USER_INPUT: 'The service does not accept what was entered.',
  UNREACHABLE: 'The service could not be reached.',
};

/** Whatever was thrown, as why there is no answer. */
export function unanswered(error: unknown): Unanswered {
  return error instanceof Unanswered ? error : new Unanswered(because(error), 'PAGE', null);
}

export function because(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** One request. An answer with any error counts as none: half of one could be read as a clearance. */
export async function ask<Answer>(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
): Promise<Answer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
    body: JSON.stringify({ query, variables }),
    ...(signal !== undefined && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Unanswered(IN_WORDS.UNREACHABLE as string, 'UNREACHABLE', null);
  });
  const requestId = response.headers.get('x-request-id');
  const body = (await response.json().catch(() => ({}))) as Body;
  const error = body.errors?.[0];
  if (error === undefined && body.data) return body.data as Answer;
  const code = error?.extensions?.code ?? `HTTP ${response.status}`;
  throw new Unanswered([IN_WORDS[code], error?.message].filter(Boolean).join(' ') || code, code, requestId);
}

export type Asked<Answer> =
  | { readonly state: 'asking'; readonly before: Answer | null }
  | { readonly state: 'failed'; readonly error: Unanswered; readonly again: () => void }
  | { readonly state: 'answered'; readonly answer: Answer };

/** Asks whenever the question changes; what was asked before is dropped, and null asks nothing. */
export function useAsked<Answer>(query: string, variables: Readonly<Record<string, unknown>> | null): Asked<Answer> {
  const [turn, setTurn] = useState(0);
  const key = JSON.stringify([query, variables, turn]);
  const [told, setTold] = useState<{ key: string; asked: Asked<Answer> } | null>(null);
  useEffect(() => {
    if (variables === null) return;
    const leaving = new AbortController();
    ask<Answer>(query, variables, leaving.signal).then(
      (answer) => setTold({ key, asked: { state: 'answered', answer } }),
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        setTold({ key, asked: { state: 'failed', error: unanswered(error), again: () => setTurn(turn + 1) } });
      },
    );
    return () => leaving.abort();
  }, [key]);
  if (told?.key === key) return told.asked;
  return { state: 'asking', before: told?.asked.state === 'answered' ? told.asked.answer : null };
}
