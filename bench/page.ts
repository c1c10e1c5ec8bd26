import type { Browser } from 'playwright-core';
import { launch, open } from '../test/browser/browser.js';
import { serveDemo } from '../test/browser/demo.js';

const ROUNDS = 5;
const HOLDERS_EACH = 40;
const RECORD = `mutation Record($parties: [PartyInput!], $interests: [InterestInput!]) {
  record(parties: $parties, interests: $interests, source: {dataset: "bench", grade: ASSERTED}) { parties }
}`;

/**
 * The explorer's page of a structure of so many parties, forty holders each, in headless Chromium: when its verdict,
 * its chart and the whole of it stand, and the longest task that kept the page from answering. Beside it the limit: the
 * page's own questions sent at once by a bare client, nothing drawn. The first round is the service's first page.
 */
export async function pageBench(size = 2_000): Promise<void> {
  const demo = await serveDemo();
  const browser = await launch();
  try {
    await record(demo.url, size);
    for (let round = 1; round <= ROUNDS; round++) {
      const { asked, ...figures } = await opened(browser, `${demo.url}?party=large-0`);
      const begun = performance.now();
      await Promise.all(asked.map((body) => post(demo.url, body)));
      console.log(
        `page ${round}: ${JSON.stringify(figures)}; its ${asked.length} questions bare: ${since(begun)} ms (all times in ms)`,
      );
    }
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function opened(browser: Browser, address: string) {
  const { page, close } = await open(browser, 'about:blank');
  await page.addInitScript(
    'globalThis.tasks = []; new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true })',
  );
  const asked: string[] = [];
  page.on('request', (request) => {
    const body = request.postData();
    if (body !== null) asked.push(body);
  });
  const begun = performance.now();
  await page.goto(address);
  await page.locator('.answer .light').waitFor();
  const verdict = since(begun);
  await page.locator('.chart .box').nth(5).waitFor();
  const chart = since(begun);
  await page.locator('.asking').first().waitFor({ state: 'detached' });
  await page.waitForFunction("!document.querySelector('.asking')");
  const whole = since(begun);
  const longestTask = await page.evaluate<number>('Math.round(Math.max(0, ...tasks))');
  await close();
  return { verdict, chart, whole, longestTask, asked };
}

async function record(url: string, size: number): Promise<void> {
  const parties = Array.from({ length: size }, (_, index) => ({
    id: `large-${index}`,
    name: `Large Structure ${index}`,
    kind: 'COMPANY',
    headquarters: index === size - 1 ? 'CN' : 'SG',
  }));
  const interests = parties.slice(1).map(({ id }, index) => ({
    interestedParty: id,
    subject: `large-${Math.floor(index / HOLDERS_EACH)}`,
    share: { exact: '2.5' },
  }));
  await post(url, JSON.stringify({ query: RECORD, variables: { parties, interests } }));
}

async function post(url: string, body: string): Promise<void> {
  const answer = await fetch(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const { errors } = (await answer.json()) as { errors?: readonly unknown[] };
  if (errors !== undefined) throw new Error(`The service answered with errors: ${JSON.stringify(errors)}`);
}

function since(begun: number): number {
  return Math.round(performance.now() - begun);
}
