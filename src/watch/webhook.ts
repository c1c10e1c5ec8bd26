import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { signatureHeaders } from './webhookSignature.js';
import { mayBeCalled, NOT_PUBLIC, publicLookup } from './webhookTarget.js';

/** What a receiver may say beside its status; nobody reads it, and more of it closes the connection. */
const MOST_ANSWER_BYTES = 65_536;

export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

export interface Message {
  readonly id: string;
  readonly body: string;
}

export interface Calling {
  /** Milliseconds from the first step to the last byte of the answer. */
  readonly withinMs: number;
  /** Whether addresses that are not public may be called. */
  readonly mayBePrivate: boolean;
  /** Epoch milliseconds, for the signature. */
  readonly now: number;
}

/**
 * Posts a signed message; null when the receiver took it (200 to 299), else why it did not, in a sentence. Never rejects.
 * Redirects are not followed: what was looked at is what is called.
 */
export function post({ url, secret }: Webhook, message: Message, calling: Calling): Promise<string | null> {
  const target = new URL(url);
  // An address in figures is never looked up, so that no lookup would refuse it.
  if (!calling.mayBePrivate && !mayBeCalled(target.hostname)) return Promise.resolve(`${target.host} ${NOT_PUBLIC}`);
  const signed = signatureHeaders(secret, { ...message, timestamp: Math.floor(calling.now / 1000) });
  const body = Buffer.from(message.body);
  const options = {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'content-length': body.length, 'user-agent': 'controlgraph' },
      ...signed,
    },
    // A connection of its own: one that is kept was made to an address that nobody looks at again.
    agent: false,
    signal: AbortSignal.timeout(calling.withinMs),
    ...(calling.mayBePrivate ? {} : { lookup: publicLookup }),
  };
  return new Promise((resolve) => {
    const asked = target.protocol === 'https:' ? overHttps(target, options) : overHttp(target, options);
    asked.on('error', (error) => resolve(whyNot(error, calling.withinMs)));
    asked.on('response', (response) => {
      const status = response.statusCode ?? 0;
      const answer = status >= 200 && status < 300 ? null : `The receiver answered with status ${status}.`;
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_ANSWER_BYTES) response.destroy();
      });
      // The status is the answer, however the rest of it ends.
      response.on('error', () => resolve(answer));
      response.on('close', () => resolve(answer));
    });
    asked.end(body);
  });
}

function whyNot(error: Error, withinMs: number): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError')
    return `The receiver did not answer within ${withinMs} ms.`;
  return `The receiver could not be called: ${error.message || (error as NodeJS.ErrnoException).code}.`;
}
