import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { ask } from '../http/tiny.js';
import { type Seen, serveSeen } from './seen.js';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
let seen: Seen;

beforeAll(async () => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  seen = await serveSeen();
}, 30_000);
afterAll(async () => {
  await seen.stop();
  await provider.shutdown();
});
beforeEach(() => exporter.reset());

const QUERY = 'query Named($id: ID!) { company(by: {id: $id}) { restriction { verdict } holdings { totalCount } } }';

/** The spans of one request, which ends after its answer has come. */
async function spansOf(headers: Record<string, string>, query = QUERY): Promise<readonly ReadableSpan[]> {
  await ask(seen, query, headers, { id: 'riot-games' });
  const isThere = () => exporter.getFinishedSpans().some(({ kind }) => kind === SpanKind.SERVER);
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 1));
  return exporter.getFinishedSpans();
}

test('a request is a span below the one of its caller; its gathering and its calls of the store are below it', async () => {
  const [traceId, parentId] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  const spans = await spansOf({ traceparent: `00-${traceId}-${parentId}-01`, 'x-request-id': 'case-2' });
  const request = spans.find(({ kind }) => kind === SpanKind.SERVER);
  expect(request).toMatchObject({
    name: 'POST /graphql',
    parentSpanContext: { traceId, spanId: parentId },
    attributes: {
      'graphql.operation.type': 'query',
      'http.response.status_code': 200,
      'controlgraph.request_id': 'case-2',
    },
  });
  const inside = spans.filter((span) => span !== request);
  expect(inside.map(({ name }) => name).sort()).toEqual(['gather', 'store page', 'store revision']);
  for (const { parentSpanContext } of inside)
    expect(parentSpanContext).toMatchObject({ traceId, spanId: request?.spanContext().spanId });
  expect(inside.find(({ name }) => name === 'gather')?.attributes).toMatchObject({
    'controlgraph.direction': 'UP',
    'controlgraph.asked': 1,
    'controlgraph.complete': true,
    'controlgraph.parties': expect.any(Number),
  });
});

test('one that fails says by which code, and whose words it was asked in or failed in is nowhere', async () => {
  const query = '{ company(by: {id: "riot-games"}) { restriction(policy: "whispered") { verdict } } }';
  const spans = await spansOf({ 'user-agent': 'whispered', cookie: 'session=whispered' }, query);
  const request = spans.find(({ kind }) => kind === SpanKind.SERVER);
  expect(request?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(request?.attributes['error.type']).toBe('BAD_USER_INPUT');
  const told = spans.map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
  expect(JSON.stringify(told)).not.toMatch(/whispered|riot/);
});
