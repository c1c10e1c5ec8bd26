import { describe, expect, test } from '@jest/globals';
import { visiting } from './visiting.js';

const { at, ask } = visiting();

const RECORD = `mutation Record($parties: [PartyInput!], $interests: [InterestInput!]) {
  record(parties: $parties, interests: $interests, source: {dataset: "test", grade: ASSERTED}) { parties }
}`;

describe('names as nobody would wish them', () => {
  test.each([
    ['script', 'hostile-script', '<img src=x onerror="document.title=1"><script>alert(1)</script> Ltd'],
    ['right-to-left override', 'hostile-rtl', 'Safe \u202Edetcirtser\u202E Ltd \u2066'],
    ['10,000 characters', 'hostile-long', `${'Endless '.repeat(1_249)}Holding.`],
  ])('%s: shown as text, here and in the chart, and the page is none the worse', async (_, id, name) => {
    const parties = [
      { id, name, kind: 'COMPANY', headquarters: 'SG', incorporatedIn: 'SG' },
      { id: `${id}-held`, name: `Held by ${id}`, kind: 'COMPANY', headquarters: 'SG' },
    ];
    const interests = [{ interestedParty: id, subject: `${id}-held`, share: { exact: '60' } }];
    expect((await ask(RECORD, { parties, interests })).errors).toBeUndefined();
    const page = await at(`/?party=${id}-held`);
    await page.locator('.chart .box').nth(1).waitFor();
    await page.locator('.asking').first().waitFor({ state: 'detached' });
    expect(await page.locator('main img, main script').count()).toBe(0);
    const link = page.getByRole('region', { name: 'Owners', exact: true }).getByRole('link').nth(1);
    const shown = (await link.textContent()) ?? '';
    expect(name.startsWith(shown.replace('…', ''))).toBe(true);
    expect(await link.locator('bdi').count()).toBe(1);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.goto(new URL(`/?party=${id}`, page.url()).href);
    const heading = page.getByRole('heading', { level: 1 });
    await heading.waitFor();
    // The whole of it can be had.
    if (name.length > 200) await heading.getByRole('button', { name: 'all 10,000 characters' }).click();
    expect(await heading.locator('bdi').textContent()).toBe(name);
  });
});

test('a structure of 2,000 parties is folded to what fits, says how many it folds, and opens on demand', async () => {
  const parties = Array.from({ length: 2_000 }, (_, index) => ({
    id: `large-${index}`,
    name: `Large Structure ${index}`,
    kind: 'COMPANY',
    headquarters: index === 1_999 ? 'CN' : 'SG',
  }));
  // Each but the first holds a part of one above it: forty holders each, two levels and more.
  const interests = parties.slice(1).map(({ id }, index) => ({
    interestedParty: id,
    subject: `large-${Math.floor(index / 40)}`,
    share: { exact: '2.5' },
  }));
  expect((await ask(RECORD, { parties, interests })).errors).toBeUndefined();
  const page = await at('/?party=large-0');
  await page.locator('.chart .box').nth(5).waitFor();
  await page.locator('.asking').first().waitFor({ state: 'detached' });
  expect(await page.locator('.chart .box').count()).toBeLessThanOrEqual(60);
  const folded = page.locator('.chart a.fold').filter({ hasText: 'more owners' });
  expect(await folded.count()).toBeGreaterThan(0);
  await page.getByText('The verdict rests on all of it.').waitFor();
  const before = await page.locator('.chart .box').count();
  await folded.last().click();
  await page.waitForURL(/up=large-/);
  await page.locator('.chart .box').nth(before).waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
});
