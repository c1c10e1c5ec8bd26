import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Running } from '../../src/server/serve.js';
import { send, serveTiny } from './tiny.js';

let running: Running;
beforeAll(async () => {
  running = await serveTiny();
});
afterAll(() => running.stop());

const at = (path: string) => send(new URL(path, running.url).href);

describe('the pages', () => {
  test('the first one leads to the playground and names the address for programs', async () => {
    const { status, headers, text } = await at('/');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('href="/playground"');
    expect(text).toContain('/graphql');
  });

  test('what a page loads is there, from this origin alone', async () => {
    const links = new Set<string>();
    for (const page of ['/', '/playground']) {
      for (const [, link] of (await at(page)).text.matchAll(/(?:src|href)="([^"]+)"/g)) links.add(link as string);
    }
    for (const [, link] of (await at('/playground.js')).text.matchAll(/from '([^']+)'/g)) links.add(link as string);
    expect([...links].sort()).toEqual([
      './examples.js',
      '/',
      '/healthz',
      '/playground',
      '/playground.js',
      '/readyz',
      '/style.css',
    ]);
    for (const link of links) expect([link, (await at(link)).status]).toEqual([link, 200]);
  });

  test('nothing in a page needs what its policy forbids', async () => {
    const policy = (await at('/playground')).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('http');
    for (const page of ['/', '/playground'])
      expect((await at(page)).text).not.toMatch(/<style|<script>|\son\w+=|\sstyle=/);
  });

  test('no answer says by what software it was made', async () => {
    const { headers } = await at('/');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });
});
