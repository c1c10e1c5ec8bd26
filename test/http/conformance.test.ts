import { expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { serveTiny } from './tiny.js';

/** Where Apollo Server differs from what the specification of GraphQL over HTTP only recommends. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  '572B': 'application/json answers are 400, not 200, when a document does not parse: the older, stricter habit',
  FDE2: 'as 572B, for a document that is not valid',
  '7B9B': 'as 572B, for variables that do not fit',
  '5A70': 'GET needs a preflight header: our protection against requests forged by another site',
  D6D5: 'as 5A70',
  '6A70': 'as 5A70',
};

test('the specification of GraphQL over HTTP is kept but for these exceptions', async () => {
  const { url, stop } = await serveTiny();
  const results = await auditServer({ url: `${url}graphql` });
  await stop();
  const found = results.filter(({ status }) => status !== 'ok');
  expect(results.length).toBeGreaterThan(50);
  expect(found.filter(({ status }) => status === 'error')).toEqual([]);
  expect(found.map(({ id }) => id).sort()).toEqual(Object.keys(EXCEPTIONS).sort());
});
