import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import type { RequestHandler, Response } from 'express';
import type { Metrics, OperationKind } from './metrics.js';
import { failedSpan, tracer } from './tracing.js';

/** What became of a request to /graphql, for the log, the metrics and the span. Nothing in it is the client's own text. */
export interface Outcome {
  operation: OperationKind;
  /** OK, or the code of the first error; null where nobody said. */
  code: string | null;
}

export interface Ended {
  readonly operation: OperationKind;
  readonly code: string;
}

/** Null for a request to another address. */
export function outcomeOf(response: Response): Outcome | null {
  return (response.locals.outcome as Outcome | undefined) ?? null;
}

/** What became of a request that has its answer, or whose client is gone; null for one to another address. */
export function endOf(response: Response): Ended | null {
  const outcome = outcomeOf(response);
  return outcome === null ? null : ended(response, outcome);
}

/** Counts and times every request behind it, and makes a span of each, below the one that the caller sent. */
export function observed(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    const outcome: Outcome = { operation: 'none', code: null };
    response.locals.outcome = outcome;
    const count = metrics.begun();
    const from = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(`${request.method} /graphql`, { kind: SpanKind.SERVER }, from);
    response.once('close', () => {
      const { operation, code } = ended(response, outcome);
      count(operation, code);
      span.setAttributes({
        'graphql.operation.type': operation,
        'http.response.status_code': response.statusCode,
        'controlgraph.request_id': String(response.locals.requestId),
      });
      if (code !== 'OK') failedSpan(span, code);
      span.end();
    });
    context.with(trace.setSpan(from, span), next);
  };
}

function ended({ writableFinished, statusCode }: Response, { operation, code }: Outcome): Ended {
  if (!writableFinished) return { operation, code: 'CLIENT_GONE' };
  if (code !== null) return { operation, code };
  // Refused before anybody could say more.
  const said = statusCode < 400 ? 'OK' : statusCode < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR';
  return { operation, code: said };
}
