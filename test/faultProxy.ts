import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../dev/freePort.js';

/**
 * What the network does. To connections that stand, too, from the moment it is set:
 * - `pass`: nothing.
 * - `refuse`: nobody listens; connections that stand are reset.
 * - `reset`: every connection is accepted and reset.
 * - `blackHole`: connections are accepted and stand; whatever is sent, either way, is lost, a close included.
 * - `loseReplies`: what is asked arrives and is done; the answer is lost.
 * - `corrupt`: of every piece of an answer, the byte in the middle is another.
 * - `slow`: every piece, either way, is so many milliseconds late.
 * - `throttle`: so many bytes a second, either way.
 * - `cut`: a connection is closed after so many bytes of answer, counted from now.
 */
export type Fault =
  | 'pass'
  | 'refuse'
  | 'reset'
  | 'blackHole'
  | 'loseReplies'
  | 'corrupt'
  | { readonly slow: number }
  | { readonly throttle: number }
  | { readonly cut: number };

/** A way to a TCP port of this machine that fails as it is told. */
export interface FaultProxy {
  /** The same for its whole life. */
  readonly port: number;
  /** How many clients are connected. */
  readonly connections: number;
  /** Resolves when it holds. */
  fault(fault: Fault): Promise<void>;
  /** The same as the fault `pass`. What was lost stays lost. */
  heal(): Promise<void>;
  close(): Promise<void>;
}

export async function startFaultProxy(targetPort: number): Promise<FaultProxy> {
  const port = await freePort();
  const links = new Set<Link>();
  let inForce = force('pass');

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    if (inForce.fault === 'reset') {
      client.on('error', () => {});
      client.resetAndDestroy();
      return;
    }
    const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
    const link = createLink(client, target, () => inForce);
    links.add(link);
    client.once('close', () => links.delete(link));
  });
  await listening(server, port);

  const fault = async (next: Fault): Promise<void> => {
    const { end } = inForce;
    inForce = force(next);
    end();
    if (next === 'refuse' && server.listening) {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const link of links) link.reset();
      await closed;
    }
    if (next !== 'refuse' && !server.listening) await listening(server, port);
    for (const link of links) link.changed();
  };

  return {
    port,
    get connections() {
      return [...links].filter(({ isOpen }) => isOpen).length;
    },
    fault,
    heal: () => fault('pass'),
    close: () => fault('refuse'),
  };
}

interface Force {
  readonly fault: Fault;
  /** Resolves when another fault takes its place. */
  readonly over: Promise<void>;
  readonly end: () => void;
}

function force(fault: Fault): Force {
  let end = (): void => {};
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { fault, over, end };
}

/** A client's connection and the one to the target that belongs to it. */
interface Link {
  /** Whether the client has not closed it. */
  readonly isOpen: boolean;
  reset(): void;
  /** Does what a fault that has just been set wants at once. */
  changed(): void;
}

function createLink(client: Socket, target: Socket, now: () => Force): Link {
  /** Bytes of answer since the fault was set. */
  let answered = 0;

  const reset = (): void => {
    client.resetAndDestroy();
    target.resetAndDestroy();
  };
  const isLost = (to: Socket): boolean =>
    now().fault === 'blackHole' || (now().fault === 'loseReplies' && to === client);

  const carry = async (chunk: Buffer, to: Socket): Promise<void> => {
    const { fault, over } = now();
    if (isLost(to) || to.destroyed) return;
    if (fault === 'corrupt' && to === client) return written(corrupted(chunk), to);
    if (typeof fault === 'string') return written(chunk, to);
    if ('slow' in fault) {
      if ((await either(over, fault.slow)) === 'over') return carry(chunk, to);
      return written(chunk, to);
    }
    if ('throttle' in fault) return trickle(chunk, to, fault.throttle, over);
    if (to === target) return written(chunk, to);
    const rest = fault.cut - answered;
    answered += chunk.length;
    await written(chunk.subarray(0, rest), to);
    if (chunk.length >= rest) {
      client.destroySoon();
      target.destroy();
    }
  };

  /** Ten pieces a second, as long as the fault holds. */
  const trickle = async (chunk: Buffer, to: Socket, bytesPerSecond: number, over: Promise<void>): Promise<void> => {
    const size = Math.max(1, Math.floor(bytesPerSecond / 10));
    for (let at = 0; at < chunk.length; at += size) {
      const piece = chunk.subarray(at, at + size);
      if ((await either(over, (piece.length / bytesPerSecond) * 1_000)) === 'over')
        return carry(chunk.subarray(at), to);
      await written(piece, to);
    }
  };

  const ways: readonly Way[] = [
    { from: client, to: target, carried: Promise.resolve() },
    { from: target, to: client, carried: Promise.resolve() },
  ];
  const passClose = async (way: Way): Promise<void> => {
    await way.carried;
    const { from, to } = way;
    if (isLost(to)) return;
    if (from.errored) to.resetAndDestroy();
    else if (from.destroyed) to.destroySoon();
    else if (from.readableEnded) to.end();
  };
  for (const way of ways) {
    const { from, to } = way;
    from.on('data', (chunk: Buffer) => {
      from.pause();
      way.carried = carry(chunk, to).then(() => void from.resume());
    });
    from.on('error', () => {
      if (!isLost(to)) to.resetAndDestroy();
    });
    // An end is told even while a socket is paused, so while what came before it may still be on its way.
    for (const close of ['end', 'close']) from.on(close, () => passClose(way));
  }

  return {
    get isOpen() {
      return !client.destroyed && !client.readableEnded;
    },
    reset,
    changed() {
      answered = 0;
      if (now().fault === 'reset') reset();
      // A close that was lost is not said again by itself: the other side would stand for ever.
      else for (const way of ways) void passClose(way);
    },
  };
}

interface Way {
  readonly from: Socket;
  readonly to: Socket;
  /** Resolves when the piece that came last has gone on, or is lost. */
  carried: Promise<void>;
}

function written(chunk: Buffer, to: Socket): Promise<void> {
  return new Promise((resolve) => to.write(chunk, () => resolve()));
}

function corrupted(chunk: Buffer): Buffer {
  const other = Buffer.from(chunk);
  const middle = other.length >> 1;
  other[middle] = ~other[middle]! & 0xff;
  return other;
}

/** Whichever comes first. */
function either(over: Promise<void>, ms: number): Promise<'over' | 'time'> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<'time'>((resolve) => {
    timer = setTimeout(() => resolve('time'), ms);
  });
  return Promise.race([over.then(() => 'over' as const), time]).finally(() => clearTimeout(timer));
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
