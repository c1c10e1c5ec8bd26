import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Fault, type FaultProxy, startFaultProxy } from './faultProxy.js';

/** What has arrived at the server, which says everything back. */
let arrived = '';
let server: Server;
let proxy: FaultProxy;
let clients: Client[];

beforeEach(async () => {
  arrived = '';
  clients = [];
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      arrived += chunk;
      socket.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  proxy = await startFaultProxy((server.address() as AddressInfo).port);
});

afterEach(async () => {
  for (const client of clients) client.socket.destroy();
  await proxy.close();
  server.close();
});

test('without a fault, all that is sent is said back, and a close is passed on', async () => {
  const client = await joined();
  const long = 'x'.repeat(1_000_000);
  client.socket.end(long);
  expect(await client.ended).toBe('closed');
  expect(client.heard === `hello${long}`).toBe(true);
});

test('refused: who stood is reset, who comes is refused; healed, the same port answers again', async () => {
  const client = await joined();
  const { port } = proxy;
  await proxy.fault('refuse');
  expect(await client.ended).toBe('ECONNRESET');
  expect(await newcomer().ended).toBe('ECONNREFUSED');
  await proxy.heal();
  expect(proxy.port).toBe(port);
  await joined();
});

test('reset: who stood and who comes', async () => {
  const client = await joined();
  await proxy.fault('reset');
  expect(await client.ended).toBe('ECONNRESET');
  expect(await newcomer().ended).toBe('ECONNRESET');
  await proxy.heal();
  await joined();
});

test('black hole: nothing arrives, nothing comes, and nobody is told until it is over', async () => {
  const stood = await joined();
  await proxy.fault('blackHole');
  const came = newcomer();
  await once(came.socket, 'connect');
  for (const { socket } of [stood, came]) socket.end('lost');
  await until(() => proxy.connections === 0);
  expect([stood.socket.readyState, came.socket.readyState]).toEqual(['readOnly', 'readOnly']);
  await proxy.heal();
  expect(await Promise.all([stood.ended, came.ended])).toEqual(['closed', 'closed']);
  expect([arrived, stood.heard, came.heard]).toEqual(['hello', 'hello', '']);
});

test('replies are lost: the server does what it was asked, and the client hears nothing of it', async () => {
  const client = await joined();
  await proxy.fault('loseReplies');
  for (const asked of ['one', 'two']) {
    client.socket.write(asked);
    await until(() => arrived.endsWith(asked));
  }
  await proxy.fault('reset');
  expect(await client.ended).toBe('ECONNRESET');
  expect([arrived, client.heard]).toEqual(['helloonetwo', 'hello']);
});

test('corrupt: what is asked arrives as it is, what is answered does not', async () => {
  const client = await joined();
  await proxy.fault('corrupt');
  client.socket.write('abc');
  await until(() => client.heard.length > 'hello'.length);
  expect(arrived).toBe('helloabc');
  expect(client.heard).not.toBe('helloabc');
  expect(client.heard).toMatch(/^helloa.+c$/);
});

test('cut: so many bytes of answer, then a close; for the next connection again', async () => {
  const stood = await joined();
  await proxy.fault({ cut: 3 });
  const came = newcomer();
  for (const { socket } of [stood, came]) socket.write('abcdef');
  expect(await Promise.all([stood.ended, came.ended])).toEqual(['closed', 'closed']);
  expect([stood.heard, came.heard]).toEqual(['helloabc', 'abc']);
});

test.each<Fault>([{ slow: 5 }, { throttle: 1_000 }])('%j: late, but whole and in order', async (fault) => {
  const client = await joined();
  await proxy.fault(fault);
  client.socket.write('abc');
  client.socket.end('def'.repeat(20));
  expect(await client.ended).toBe('closed');
  expect(client.heard).toBe(`helloabc${'def'.repeat(20)}`);
});

test.each<Fault>([{ slow: 3_600_000 }, { throttle: 1 }])(
  '%j: healed, what was held back comes at once',
  async (fault) => {
    const client = await joined();
    await proxy.fault(fault);
    client.socket.write('x'.repeat(10_000));
    await proxy.heal();
    await until(() => client.heard.length === 10_005);
  },
);

test('connections are those that a client has not closed', async () => {
  const [one] = [await joined(), await joined()];
  expect(proxy.connections).toBe(2);
  one?.socket.end();
  await until(() => proxy.connections === 1);
});

test('a target that is not there resets who comes', async () => {
  await proxy.close();
  const port = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  proxy = await startFaultProxy(port);
  expect(await newcomer().ended).toBe('ECONNRESET');
});

interface Client {
  readonly socket: Socket;
  heard: string;
  /** Resolves to the error's code, or to `closed`. */
  readonly ended: Promise<string>;
}

function newcomer(): Client {
  const socket = connect(proxy.port, '127.0.0.1');
  const ended = new Promise<string>((resolve) => {
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    socket.once('close', () => resolve('closed'));
  });
  const client: Client = { socket, heard: '', ended };
  socket.on('data', (chunk) => {
    client.heard += chunk;
  });
  clients.push(client);
  return client;
}

/** A client that was said `hello` back. */
async function joined(): Promise<Client> {
  const client = newcomer();
  client.socket.write('hello');
  await until(() => client.heard === 'hello');
  return client;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}
