import { describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions } from 'playwright-core';
import { violations } from './browser.js';
import { visiting } from './visiting.js';

const { at, watched } = visiting();

describe('looking somebody up', () => {
  test('from typing "Trae" to reading why, by keyboard alone', async () => {
    const page = await at('/');
    for (let tab = 0; tab < 3; tab += 1) await page.keyboard.press('Tab');
    await page.keyboard.type('Trae');
    await page.getByRole('option', { name: /SPRING \(SG\)/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { name: /SPRING \(SG\)/ }).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'SPRING (SG) PTE. LTD.' }).waitFor();
    expect(await page.locator('.answer .light').textContent()).toContain('Restricted');
    const why = page.getByRole('region', { name: 'Why' });
    await why.getByText('ByteDance Ltd. is headquartered in CN, an unsupported region.').waitFor();
    await why.getByText('Presumed, not recorded').waitFor();
    expect(new URL(page.url()).search).toBe('?party=spring-sg');
  });

  test('what is not recorded is no clearance, neither typed nor by its address', async () => {
    const page = await at('/?party=nobody-at-all');
    await page.getByText('That is no clearance').waitFor();
    await page.getByRole('combobox').fill('No Such Company Anywhere');
    await page.getByRole('status').getByText('That is no clearance').waitFor();
    expect(await page.locator('.light.NOT_RESTRICTED').count()).toBe(0);
  });

  test('the chart shows who holds what, with sources at the focus, and leads from party to party and back', async () => {
    const page = await at('/?party=spring-sg');
    const box = page.getByRole('link', { name: /ByteDance Ltd\. China .*Restricted/ });
    await box.focus();
    await page
      .locator('.details')
      .getByText(/ByteDance Ltd\. holds .* of SPRING/)
      .waitFor();
    await page.getByRole('img', { name: /ByteDance Ltd\. holds .* of SPRING/ }).focus();
    expect(await page.locator('.tie.proof').count()).toBe(1);
    await page.keyboard.press('Shift+Tab');
    await box.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'ByteDance Ltd.' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'SPRING (SG) PTE. LTD.' }).waitFor();
  });

  test('an address that makes no sense is said, and nothing is cleared', async () => {
    const page = await at('/?party=spring-sg&suppose=%7B');
    await page.getByRole('alert').getByText('no clearance').waitFor();
    expect(await page.locator('.light').count()).toBe(0);
  });
});

describe('a failure never looks like a clearance', () => {
  test.each([
    ['the service does not answer', (route: { abort(): Promise<void> }) => route.abort()],
    [
      'an answer has an error beside data',
      (route: { fulfill(answer: object): Promise<void> }) =>
        route.fulfill({
          status: 200,
          contentType: 'application/json',
          body: '{"data":{"world":{"party":null},"policies":[]},"errors":[{"message":"Too slow.","extensions":{"code":"DEADLINE_EXCEEDED"}}]}',
        }),
    ],
  ])('%s', async (_, fail) => {
    const { page, close } = await watched('/');
    await page.getByRole('link', { name: /Riot Games/ }).waitFor();
    await page.route('**/graphql', fail);
    await page.getByRole('link', { name: /Riot Games/ }).click();
    await page.getByRole('alert').first().getByText('it is no clearance').waitFor();
    await page.locator('.asking').first().waitFor({ state: 'detached' });
    expect(await page.locator('.light').count()).toBe(0);
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Ask again' }).first().click();
    await page.getByRole('heading', { level: 1, name: /Riot Games/ }).waitFor();
    await close();
  });
});

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light, desktop', { colorScheme: 'light' }],
  ['dark, phone', { colorScheme: 'dark', viewport: { width: 360, height: 740 } }],
];

describe.each(LOOKS)('axe-core finds nothing: %s', (_, options) => {
  test.each([
    ['/', 'h1'],
    ['/?party=spring-sg', '.details'],
    ['/?party=tiktok-usds', '.details'],
  ])('%s', async (path, last) => {
    const page = await at(path, options);
    await page.locator(last).waitFor();
    await page.locator('.asking').first().waitFor({ state: 'detached' });
    expect(await violations(page)).toEqual([]);
    const width = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(width).toBeLessThanOrEqual(0);
  });
});
