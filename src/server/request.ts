import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import type { Logger } from 'pino';
import { badInput } from '../errors.js';
import { endOf, outcomeOf } from './outcome.js';

const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The id of the request: the client's x-request-id where it has a plain form, else a new one; always answered. */
export function requestIdOf(response: Response): string {
  return response.locals.requestId as string;
}

/** Gives every request its id, and every answered one a line in the log, which has nothing of what was asked or answered. */
export function identified(log: Logger) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const asked = request.get('x-request-id');
    const requestId = asked !== undefined && REQUEST_ID.test(asked) ? asked : randomUUID();
    response.locals.requestId = requestId;
    response.setHeader('x-request-id', requestId);
    const { method, path } = request;
    const begun = performance.now();
    response.on('finish', () => {
      const ms = Math.round(performance.now() - begun);
      const { statusCode: status } = response;
      // The path of what is not there is the caller's own text.
      const answered = { requestId, method, ...(status !== 404 && { path }), status, ms, ...endOf(response) };
      log.info(answered, 'answered');
    });
    next();
  };
}

/**
 * When the request must be over, in epoch milliseconds: `deadlineMs` from now, or as soon as x-deadline-ms says.
 * BAD_USER_INPUT when that header is no positive integer.
 */
export function deadlineOf(request: Request, deadlineMs: number, now: number): number {
  const asked = request.get('x-deadline-ms');
  if (asked === undefined) return now + deadlineMs;
  if (!/^[1-9]\d{0,8}$/.test(asked)) {
    throw badInput(
      `x-deadline-ms: expected milliseconds as a positive integer; came ${JSON.stringify(asked.slice(0, 40))}.`,
    );
  }
  return now + Math.min(deadlineMs, Number(asked));
}

/** An error outside GraphQL, in the shape of one inside. */
export function answerError(response: Response, status: number, code: string, message: string): void {
  const outcome = outcomeOf(response);
  if (outcome !== null) outcome.code = code;
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
