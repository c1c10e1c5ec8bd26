import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { BACK_OFF, nextCall } from '../../src/watch/backOff.js';
import { post } from '../../src/watch/webhook.js';
import { newSecret, signatureHeaders } from '../../src/watch/webhookSignature.js';
import { isPublic, publicLookup, webhookUrl } from '../../src/watch/webhookTarget.js';
import { isSigned, receiver } from './receiver.js';

const NOW = Date.parse('2026-11-22T00:00:00Z');
const CALLING = { withinMs: 10_000, mayBePrivate: true, now: NOW };
const MESSAGE = { id: 'msg_1', body: '{"name":"智谱"}' };

describe('a signature', () => {
  test('is that of the example of Standard Webhooks', () => {
    // The vector of the reference libraries (standard-webhooks/standard-webhooks).
    const signed = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
    const headers = signatureHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed);
    expect(headers['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('has a secret of its own for each list, of 32 bytes', () => {
    expect(newSecret()).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});

describe('a message', () => {
  test('arrives as it was sent, signed, once', async () => {
    const { url, received, close } = await receiver();
    const secret = newSecret();
    expect(await post({ url, secret }, MESSAGE, CALLING)).toBeNull();
    await close();
    expect(received.map(({ text }) => text)).toEqual([MESSAGE.body]);
    const [first] = received;
    expect(first?.headers).toMatchObject({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(NOW / 1000) });
    expect(first !== undefined && isSigned(first, secret)).toBe(true);
  });

  test.each([301, 302, 307, 308, 400, 404, 410, 500, 503])('is not taken by status %i', async (status) => {
    const other = await receiver();
    const { url, close } = await receiver((response) => response.writeHead(status, { location: other.url }).end());
    expect(await post({ url, secret: newSecret() }, MESSAGE, CALLING)).toBe(
      `The receiver answered with status ${status}.`,
    );
    await Promise.all([close(), other.close()]);
    expect(other.received).toEqual([]);
  });

  test('is taken by whoever says so and then never stops talking; no more of it is read than is bound to be', async () => {
    let closed: Promise<unknown> | undefined;
    const { url, close } = await receiver((response) => {
      response.writeHead(200);
      closed = once(response, 'close');
      const talk = (): void => {
        while (response.write('x'.repeat(10_000)));
        response.once('drain', talk);
      };
      talk();
    });
    expect(await post({ url, secret: newSecret() }, MESSAGE, CALLING)).toBeNull();
    // Only the caller ends this connection.
    await closed;
    await close();
  });

  test('is given up on where nobody answers in time, or nobody is there', async () => {
    const { url, close } = await receiver(() => {});
    const hook = { url, secret: newSecret() };
    expect(await post(hook, MESSAGE, { ...CALLING, withinMs: 50 })).toBe('The receiver did not answer within 50 ms.');
    await close();
    expect(await post(hook, MESSAGE, CALLING)).toMatch(/^The receiver could not be called: .*ECONNREFUSED/);
  });
});

const NOT_PUBLIC = [
  ['127.0.0.1', '127.255.255.254', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  ['169.254.169.254', '100.64.0.1', '100.100.100.200', '168.63.129.16', '192.0.2.1', '198.18.0.1', '224.0.0.1'],
  ['255.255.255.255', '::', '::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '::7f00:1', '64:ff9b::7f00:1'],
  [
    '64:ff9b:1::1',
    'fe80::1',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
  ],
].flat();

describe('an address', () => {
  test.each(NOT_PUBLIC)('%s is not public', (address) => expect(isPublic(address)).toBe(false));

  test.each(['8.8.8.8', '172.15.255.255', '172.32.0.0', '100.63.255.255', '2606:4700:4700::1111', '2a00:1450::1'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  );
});

describe('the URL of a webhook', () => {
  test.each([
    ...['http://127.0.0.1/hook', 'http://127.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/'],
    ...[
      'http://[::1]/',
      'http://[::ffff:127.0.0.1]/',
      'https://169.254.169.254/latest/meta-data',
      'http://localhost:8080/',
    ],
    ...['http://hooks.localhost/', 'http://localhost./', 'http://127.0.0.1./', 'http://１２７.0.0.1/'],
  ])('%s is refused, however it is written', (url) => {
    expect(() => webhookUrl(url, false)).toThrow(/is not on the public internet/);
    expect(webhookUrl(url, true).protocol).toMatch(/^https?:$/);
  });

  test.each([
    '',
    'kyc.example/hook',
    'ftp://kyc.example/',
    'file:///etc/passwd',
    `https://a.example/${'a'.repeat(2_000)}`,
  ])('%s is none', (url) => expect(() => webhookUrl(url, true)).toThrow(/^webhook: expected an http or https URL/));

  test('has no user and password', () => {
    expect(() => webhookUrl('https://me:secret@kyc.example/', false)).toThrow(/without a user and password/);
  });

  test('is called as it was given, without its fragment', () => {
    expect(webhookUrl('https://kyc.example:8443/hook?list=1#top', false).href).toBe(
      'https://kyc.example:8443/hook?list=1',
    );
  });

  test('that names this machine by another name is not called: the address is looked at where the connection is made', async () => {
    const { url, received, close } = await receiver();
    const port = new URL(url).port;
    const calling = { ...CALLING, mayBePrivate: false };
    const secret = newSecret();
    // One name goes through the lookup that a connection takes, the others are refused before.
    for (const all of [true, false])
      await new Promise<void>((resolve) => {
        publicLookup('localhost', { all }, (error) => {
          expect(error?.message).toMatch(/^localhost is at (127\.0\.0\.1|::1), which is not on the public internet/);
          resolve();
        });
      });
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost'])
      expect(await post({ url: `http://${host}:${port}/`, secret }, MESSAGE, calling)).toMatch(
        /not on the public internet/,
      );
    await close();
    expect(received).toEqual([]);
  });
});

describe('a call that failed', () => {
  test('is tried again after longer and longer waits, for three days, and then no more', () => {
    const waits = BACK_OFF.map((_, failed) => (nextCall(failed + 1, NOW, BACK_OFF, 0) ?? 0) - NOW);
    expect(waits).toEqual([...BACK_OFF]);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(nextCall(BACK_OFF.length + 1, NOW, BACK_OFF, 0)).toBeNull();
  });

  test('waits up to a fifth longer by chance', () => {
    expect(nextCall(1, NOW, [1_000], 0.5)).toBe(NOW + 1_100);
  });
});
