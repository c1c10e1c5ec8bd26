import { afterEach, describe, expect, test } from '@jest/globals';
import type { Running } from '../../src/server/serve.js';
import { ask, send, serveTiny } from './tiny.js';

let running: Running | undefined;
afterEach(() => running?.stop());

const health = async ({ url }: Running, path: string) => {
  const { status, body } = await send(`${url}${path}`);
  return [status, body.status];
};

/** A promise, and the means to settle it. */
function gate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}

describe('readiness', () => {
  test('is the answer of the data, asked anew each time', async () => {
    let down = false;
    running = await serveTiny({
      ping: async () => {
        if (down) throw new Error('down');
      },
    });
    expect(await health(running, 'readyz')).toEqual([200, 'ready']);
    down = true;
    expect(await health(running, 'readyz')).toEqual([503, 'unavailable']);
    expect(await health(running, 'healthz')).toEqual([200, 'alive']);
    down = false;
    expect(await health(running, 'readyz')).toEqual([200, 'ready']);
  });

  test('does not wait for data that never answers', async () => {
    running = await serveTiny({ ping: () => new Promise(() => {}) });
    expect(await health(running, 'readyz')).toEqual([503, 'unavailable']);
  });
});

describe('stopping', () => {
  test('a request under way is answered, then the address is closed', async () => {
    const asked = gate();
    const answering = gate();
    const server = await serveTiny({
      fail: async () => {
        asked.open();
        await answering.passed;
        return 'answered';
      },
    });
    const answer = ask(server, '{ failing }');
    await asked.passed;
    const stopped = server.stop();
    answering.open();
    expect((await answer).body.data).toEqual({ failing: 'answered' });
    await stopped;
    await expect(ask(server, '{ greeting }')).rejects.toThrow('fetch failed');
  });

  test('first it says not ready, and still answers, on connections that close', async () => {
    running = await serveTiny({ config: { drainMs: 300 } });
    const stopped = running.stop();
    expect(await health(running, 'readyz')).toEqual([503, 'stopping']);
    const { body, headers } = await ask(running, '{ greeting }');
    expect(body.data).toEqual({ greeting: 'Hello you' });
    expect(headers.get('connection')).toBe('close');
    await stopped;
  });

  test('a request that never ends is cut, so that stopping does end', async () => {
    const asked = gate();
    const server = await serveTiny({
      config: { deadlineMs: 50 },
      fail: () => {
        asked.open();
        return new Promise(() => {});
      },
    });
    const answer = expect(ask(server, '{ failing }')).rejects.toThrow('fetch failed');
    await asked.passed;
    await server.stop();
    await answer;
  });

  test('twice is once', async () => {
    const server = await serveTiny();
    await Promise.all([server.stop(), server.stop()]);
    await server.stop();
  });
});

test('a port that is taken is a failure with the way out', async () => {
  running = await serveTiny();
  const port = Number(new URL(running.url).port);
  await expect(serveTiny({ config: { port } })).rejects.toMatchObject({
    code: 'FAILED_PRECONDITION',
    message: `PORT: ${port} on 127.0.0.1 is taken by another program; stop that one, or set PORT to another.`,
  });
});
