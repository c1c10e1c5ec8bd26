import { afterAll, afterEach, beforeAll, expect, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch, open, type Watched } from './browser.js';
import { serveDemo } from './demo.js';

/** Pages of the service over the demo data. After each test none of them may have said an error or left its origin. */
export function visiting() {
  jest.setTimeout(30_000);
  let demo: Awaited<ReturnType<typeof serveDemo>>;
  let browser: Browser;
  const opened: Watched[] = [];
  beforeAll(async () => {
    demo = await serveDemo();
    browser = await launch();
  }, 120_000);
  afterEach(async () => {
    const all = opened.splice(0);
    await Promise.all(all.map((each) => each.close()));
    expect(all.flatMap(({ faults }) => faults)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.stop();
  });
  const watched = (path: string, options?: BrowserContextOptions): Promise<Watched> =>
    open(browser, new URL(path, demo.url).href, options);
  return {
    at: async (path: string, options?: BrowserContextOptions): Promise<Page> => {
      const each = await watched(path, options);
      opened.push(each);
      return each.page;
    },
    /** For tests in which errors are meant to be. */
    watched,
    /** GraphQL beside the page. */
    ask: async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const response = await fetch(`${demo.url}graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which a test writes beside it.
      return (await response.json()) as any;
    },
  };
}
