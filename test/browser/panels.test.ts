import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { publicSchema } from '../../src/server/schema.js';
import { visiting } from './visiting.js';

const { at, ask, watched } = visiting();

describe('the page of a party', () => {
  test('an open verdict names the fact that would decide it', async () => {
    const page = await at('/?party=tiktok-usds');
    await page.locator('.answer.INDETERMINATE').getByText('What would decide it:').waitFor();
    const facts = page.getByRole('region', { name: 'What would decide or turn it' });
    await facts.getByText('Restricted when', { exact: true }).first().waitFor();
    expect(await facts.locator('.fact').count()).toBeGreaterThan(1);
  });

  test('a smallest change is supposed by one click, turns the verdict, and is not stored', async () => {
    const page = await at('/?party=bright-zenith');
    const turn = page.getByRole('region', { name: 'What would decide or turn it' }).getByRole('listitem').first();
    expect(await turn.locator('.light').textContent()).toContain('Not restricted');
    await turn.getByRole('button', { name: 'Suppose it' }).click();
    await page.locator('.answer.NOT_RESTRICTED').waitFor();
    await page.getByText('A supposed world: nothing of it is stored.').waitFor();
    await page.getByRole('link', { name: 'Back to the record of today' }).click();
    await page.locator('.answer.RESTRICTED').waitFor();
    const { data } = await ask('{ revision company(by: {id: "bright-zenith"}) { restriction { verdict } } }');
    expect(data.company.restriction.verdict).toBe('RESTRICTED');
  });

  test('a stake of somebody is supposed, and what it flips is shown', async () => {
    const page = await at('/?party=tiktok-usds');
    const panel = page.getByRole('region', { name: 'Suppose' });
    await panel.getByRole('combobox').fill('ByteDance Ltd.');
    await panel.getByRole('option', { name: /ByteDance Ltd/ }).click();
    await panel.getByLabel('holds, in percent').fill('51');
    await panel.getByRole('button', { name: 'Suppose it' }).click();
    await page.locator('.answer.RESTRICTED').waitFor();
    await panel
      .getByRole('listitem')
      .filter({ hasText: 'TikTok USDS' })
      .filter({ hasText: 'Cannot be said' })
      .waitFor();
    await panel.getByRole('button', { name: 'Take it out' }).click();
    await page.locator('.answer.INDETERMINATE').waitFor();
  });

  test('a share that is none is said in the words of the service', async () => {
    const suppose = { interests: [{ interestedParty: 'bytedance', subject: 'tiktok-usds', share: { exact: '151' } }] };
    const { page, close } = await watched(
      `/?${new URLSearchParams({ party: 'tiktok-usds', suppose: JSON.stringify(suppose) })}`,
    );
    await page.getByRole('alert').first().getByText('does not accept').waitFor();
    expect(await page.locator('.answer').count()).toBe(0);
    await close();
  });

  test('the slider takes the page to a day, which the address keeps', async () => {
    const page = await at('/?party=manus');
    const panel = page.getByRole('region', { name: 'Over time' });
    await panel.getByText('Butterfly Effect is headquartered in CN').waitFor();
    await panel.getByLabel('Date', { exact: true }).fill('2024-06-30');
    await page.locator('.answer.RESTRICTED').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2024-06-30');
    await panel.getByRole('slider').press('ArrowRight');
    await page.waitForURL(/asOf=2024-07-01/);
  });

  test('owners and holdings are tables by page, with their sources', async () => {
    const page = await at('/?party=tencent');
    const holdings = page.getByRole('region', { name: 'Holdings', exact: true });
    await holdings.getByRole('rowheader', { name: /Riot Games/ }).waitFor();
    expect(await holdings.getByRole('row').filter({ hasText: 'Riot Games' }).textContent()).toContain('100 %');
    expect(await page.getByRole('region', { name: 'Owners', exact: true }).getByRole('row').count()).toBeGreaterThan(1);
  });

  test('readings stand side by side, and evidence with its grade and link', async () => {
    const page = await at('/?party=spring-sg');
    const readings = page.getByRole('region', { name: 'Other readings of the policy' });
    await readings.getByText('The readings do not agree.').waitFor();
    await readings.getByRole('listitem').filter({ hasText: 'published-shares' }).getByText('Cannot be said').waitFor();
    const evidence = page.getByRole('region', { name: 'Evidence' });
    expect(await evidence.getByRole('listitem').count()).toBeGreaterThan(1);
    for (const link of await evidence.getByRole('link').all()) {
      expect(await link.getAttribute('href')).toMatch(/^https?:/);
      expect(await link.getAttribute('rel')).toContain('noopener');
    }
  });

  test('another policy is chosen by a click, and the way back works', async () => {
    const page = await at('/?party=spring-sg');
    await page.getByRole('link', { name: /OFAC's 50 Percent Rule/ }).click();
    await page.locator('.answer.INDETERMINATE').waitFor();
    await page.goBack();
    await page.locator('.answer.RESTRICTED').waitFor();
  });

  test.each([
    ['SVG', 'spring-sg-anthropic-2025-09.svg', '<svg'],
    ['PNG', 'spring-sg-anthropic-2025-09.png', '\x89PNG'],
    ['Certificate', 'spring-sg-anthropic-2025-09.certificate.json', '{'],
  ])('%s is a file', async (name, file, beginning) => {
    const page = await at('/?party=spring-sg');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(file);
    expect(readFileSync(await download.path(), 'latin1').startsWith(beginning)).toBe(true);
  });

  test('the chart opens what a party holds, and closes it again', async () => {
    const page = await at('/?party=riot-games');
    await page
      .locator('.chart')
      .getByRole('link', { name: /Tencent Holdings/ })
      .focus();
    await page.getByRole('link', { name: 'Show its holdings' }).click();
    await page.locator('.chart a.box').filter({ hasText: 'Tencent Music' }).waitFor();
    expect(new URL(page.url()).searchParams.getAll('down')).toEqual(['tencent']);
    await page.getByRole('link', { name: 'Hide its holdings' }).click();
    await page.waitForURL((url) => !url.searchParams.has('down'));
  });
});

test('every question that the page asks fits the schema', async () => {
  const questions = Object.entries(await import('../../web/explorer/questions.js')).filter(([name]) =>
    /^[A-Z]+$/.test(name),
  );
  expect(questions.length).toBeGreaterThan(8);
  for (const [name, query] of questions)
    expect([name, validate(publicSchema(), parse(query as string))]).toEqual([name, []]);
});
