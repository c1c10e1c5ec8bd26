import { expect, test } from '@jest/globals';
import { questions } from '../../web/playground/questions.js';
import { visiting } from './visiting.js';

const { at, ask } = visiting();

test('the playground answers, completes and explains without an outside host or a word of complaint', async () => {
  const page = await at('/playground');
  await page.locator('.graphiql-query-editor').getByText('restriction').first().waitFor();
  expect(await page.getByRole('tab').count()).toBe(questions.length);
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('"RESTRICTED"').waitFor();
  await page.getByRole('button', { name: /Documentation Explorer/ }).click();
  await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).first().click();
  await page.getByText('Questions about the world as it is recorded today').first().waitFor();
  await page.getByRole('button', { name: /GraphiQL Explorer/ }).click();
  await page.locator('.graphiql-explorer-root').waitFor();
  // The worker of the language completes what is typed.
  await page.locator('.graphiql-query-editor .view-line').nth(4).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' opera');
  await page.keyboard.press('Control+Space');
  await page.locator('.suggest-widget .monaco-list-row').filter({ hasText: 'operator' }).first().waitFor();
});

test('a question that the explorer hands over is the first tab, with its variables', async () => {
  const page = await at('/?party=spring-sg');
  await page.getByRole('region', { name: 'Why' }).getByRole('link', { name: 'Open as a query' }).click();
  await page.locator('.graphiql-query-editor').getByText('Ruling').first().waitFor();
  await page.locator('.graphiql-editor-tool').getByText('"spring-sg"').waitFor();
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('"RESTRICTED"').first().waitFor();
});

test('headers are kept out of storage', async () => {
  const page = await at('/playground');
  await page.locator('.graphiql-query-editor').getByText('restriction').first().waitFor();
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .monaco-editor:visible').last().click();
  await page.keyboard.type('{"x-case": "not-to-be-kept"}');
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('"RESTRICTED"').waitFor();
  // Tabs and history are kept a moment later.
  await page.waitForFunction(`['tabState', 'queries'].every((kept) =>
    (localStorage.getItem('graphiql:' + kept) ?? '').includes('restriction'))`);
  expect(await page.evaluate('JSON.stringify(localStorage) + JSON.stringify(sessionStorage)')).not.toContain(
    'not-to-be-kept',
  );
});

test('every tab is answered over the demo data', async () => {
  for (const { query, variables } of questions) {
    const { data, errors } = await ask(query, JSON.parse(variables ?? '{}'));
    expect([query.split('\n')[0], errors, data && Object.values(data).includes(null)]).toEqual([
      query.split('\n')[0],
      undefined,
      false,
    ]);
  }
});
