import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { violations } from './browser.js';
import { visiting } from './visiting.js';

const { at, watched } = visiting();

describe('screening a list', () => {
  test('a pasted list gets a light a line, and what is not recorded gets none', async () => {
    const page = await at('/?tab=screen');
    await page
      .getByLabel('Paste it here, or drop a file')
      .fill('name\nSPRING (SG) PTE. LTD.\nTikTok USDS Joint Venture LLC\n=No Such("Co")');
    await page.getByRole('button', { name: 'Screen', exact: true }).click();
    await page.getByText('3 lines: 1 restricted, 1 cannot be said, 0 not restricted, 1 without a verdict.').waitFor();
    const rows = page.getByRole('region', { name: 'Lines screened' }).getByRole('row');
    expect(await rows.nth(1).textContent()).toContain('Restricted');
    expect(await rows.nth(3).textContent()).toContain('no clearance');
    expect(await rows.nth(3).locator('.light:not(.none)').count()).toBe(0);
  });

  test('of an ambiguous name each candidate has its own light, and the line has none', async () => {
    const page = await at('/?tab=screen');
    await page.getByLabel('Paste it here, or drop a file').fill('Volvo');
    await page.getByRole('button', { name: 'Screen', exact: true }).click();
    await page.getByText('1 line: 0 restricted, 0 cannot be said, 0 not restricted, 1 without a verdict.').waitFor();
    const row = page.getByRole('region', { name: 'Lines screened' }).getByRole('row').nth(1);
    await row.getByText('perhaps').nth(1).waitFor();
    expect(await row.locator('.light:not(.none)').count()).toBe(2);
  });

  test('the file has every line, and no cell that a spreadsheet runs', async () => {
    const page = await at('/?tab=screen');
    await page.getByLabel('Paste it here, or drop a file').fill('ref,id,name\n@a,spring-sg,\nb,,"=HYPERLINK(""x"")"');
    await page.getByLabel(/OFAC's 50 Percent Rule/).check();
    await page.getByRole('button', { name: 'Screen', exact: true }).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download CSV' }).click();
    const lines = readFileSync(await (await downloading).path(), 'utf8').split('\r\n');
    expect(lines[0]).toBe('\uFEFFref,asked,outcome,overall,party,party_name,anthropic-2025-09,ofac-50,problem');
    expect(lines[1]).toBe("'@a,spring-sg,FOUND,RESTRICTED,spring-sg,SPRING (SG) PTE. LTD.,RESTRICTED,INDETERMINATE,");
    expect(lines[2]).toMatch(/^b,"'=HYPERLINK\(""x""\)",NOT_FOUND,NOT_FOUND,,,NOT_FOUND,NOT_FOUND,/);
  });

  test('lines that were not answered say so, and have no light', async () => {
    const { page, close } = await watched('/?tab=screen');
    await page.getByLabel('Paste it here, or drop a file').fill('SPRING (SG) PTE. LTD.');
    await page.route('**/graphql', (route) => route.abort());
    await page.getByRole('button', { name: 'Screen', exact: true }).click();
    await page.getByText('Not answered.').waitFor();
    expect(await page.locator('table .light').count()).toBe(0);
    await close();
  });

  test('what is no CSV is said', async () => {
    const page = await at('/?tab=screen');
    await page.getByLabel('Paste it here, or drop a file').fill('name\n"never closed');
    await page.getByRole('button', { name: 'Screen', exact: true }).click();
    await page.getByRole('alert').getByText('Not screened.').waitFor();
  });
});

describe('the policies', () => {
  test('each says its words, its parameters and how it treats each country', async () => {
    const page = await at('/?tab=policies');
    await page.getByRole('blockquote').getByText('Prohibits companies or organizations').waitFor();
    await page.getByText('more than 50 %', { exact: true }).waitFor();
    const map = page.getByRole('region', { name: 'How it treats each country' });
    await map.getByText('China: Unsupported').waitFor();
    await map.getByText('Singapore: Supported').waitFor();
    await page.getByRole('link', { name: /OFAC's 50 Percent Rule/ }).click();
    await page.getByText('This policy has no list of regions.').waitFor();
    expect(new URL(page.url()).search).toBe('?tab=policies&policy=ofac-50');
  });
});

describe.each([
  ['light, phone', { colorScheme: 'light', viewport: { width: 360, height: 740 } }],
  ['dark, desktop', { colorScheme: 'dark' }],
] as const)('axe-core finds nothing: %s', (_, options) => {
  test.each(['/?tab=screen', '/?tab=policies'])('%s', async (path) => {
    const page = await at(path, options);
    await page.getByRole('heading', { level: 2 }).last().waitFor();
    await page.locator('.asking').first().waitFor({ state: 'detached' });
    if (path.endsWith('screen')) {
      await page.getByRole('button', { name: 'An example' }).click();
      await page.getByRole('button', { name: 'Screen', exact: true }).click();
      await page.getByRole('region', { name: 'Lines screened' }).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  });
});
