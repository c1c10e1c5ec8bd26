import { type Attributes, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { Failure } from '../errors.js';
import { ENGINE_VERSION } from '../version.js';

/** Spans go to whatever SDK the process was started with; without one they cost next to nothing. */
export const tracer = trace.getTracer('controlgraph', ENGINE_VERSION);

/** Does some work in a span of its own. A failure stands there by its code; its words stay out of it. */
export function inSpan<T>(name: string, attributes: Attributes, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      failedSpan(span, codeOf(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** How a failure is called where it is counted and traced; one that has no code is a bug. */
export function codeOf(error: unknown): string {
  return error instanceof Failure ? error.code : 'INTERNAL_SERVER_ERROR';
}

export function failedSpan(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
