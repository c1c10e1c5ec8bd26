import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Running } from '../../src/server/serve.js';
import { builtPages } from '../../web/build.js';
import { send, serveTiny } from './tiny.js';

let running: Running;
beforeAll(async () => {
  await builtPages();
  running = await serveTiny();
}, 120_000);
afterAll(() => running.stop());

const at = (path: string, headers: Record<string, string> = {}) => send(new URL(path, running.url).href, { headers });
const loadedBy = async (page: string): Promise<string[]> =>
  [...(await at(page)).text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link as string);

describe('the pages', () => {
  test.each(['/', '/playground'])('%s is a page, and what it loads is there, from this origin alone', async (page) => {
    const { status, headers } = await at(page);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('cache-control')).toBe('no-cache');
    const links = await loadedBy(page);
    expect(links.length).toBeGreaterThanOrEqual(2);
    for (const link of links) {
      expect(link).toMatch(/^\/(?!\/)/);
      expect([link, (await at(link)).status]).toEqual([link, 200]);
    }
  });

  test('what bears a hash in its name is kept for a year, and comes packed to who takes it so', async () => {
    for (const link of (await loadedBy('/')).filter((each) => each.startsWith('/assets/'))) {
      const answers = await Promise.all(['br', 'gzip', 'identity'].map((way) => at(link, { 'accept-encoding': way })));
      expect(answers.map(({ headers }) => headers.get('content-encoding'))).toEqual(['br', 'gzip', null]);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
      for (const { headers } of answers) {
        expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
        expect(headers.get('vary')).toBe('accept-encoding');
      }
    }
  });

  test('an asset that does not exist, or is none, is not found', async () => {
    for (const name of ['main-AAAAAAAA.js', 'manifest.json', '..%2Fbuild.ts', '__proto__'])
      expect([name, (await at(`/assets/${name}`)).status]).toEqual([name, 404]);
  });

  test('no page has a script or style of its own, and the policy allows none but the editor its styles', async () => {
    for (const page of ['/', '/playground']) {
      const { text, headers } = await at(page);
      expect(text).not.toMatch(/<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none';script-src 'self'");
      expect(policy).not.toMatch(/http|unsafe-eval|\*/);
      expect(policy.includes('unsafe-inline')).toBe(page === '/playground');
    }
  });

  test('the first load of the explorer is under 150 kB compressed, and nothing of the playground is in it', async () => {
    const { files } = await builtPages();
    const names = (await loadedBy('/')).map((link) => link.replace('/assets/', ''));
    const seen = new Set<string>(['explorer.html']);
    for (const name of names.filter((each) => Object.hasOwn(files, each))) seen.add(name);
    for (const name of [...seen].filter((each) => each.endsWith('.js')))
      for (const [, chunk] of (await at(`/assets/${name}`)).text.matchAll(/from"\.\/([^"]+)"/g))
        seen.add(chunk as string);
    const packed = [...seen].map((name) => files[name]?.gzipBytes ?? Number.POSITIVE_INFINITY);
    expect(seen.size).toBeGreaterThanOrEqual(3);
    expect(packed.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(150_000);
  });

  test('no answer says by what software it was made', async () => {
    const { headers } = await at('/');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
  });
});
