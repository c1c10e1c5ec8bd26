import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Neo4jSettings } from '../../src/store/neo4j.js';

/** The service as a process of its own, over Neo4j. */
export interface Service {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

export async function startService(
  { uri, user, password }: Neo4jSettings,
  more: Readonly<Record<string, string>> = {},
): Promise<Service> {
  const env = {
    ...process.env,
    ...{ NODE_OPTIONS: '', PORT: '0', CONTROLGRAPH_DRAIN_MS: '0', CONTROLGRAPH_SEED: 'off' },
    ...{ NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
    ...more,
  };
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const found = /answers at (\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    gone.then(() => reject(new Error('the service did not begin')));
  });
  return {
    url,
    child,
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
}

export interface Replied {
  readonly status: number;
  readonly revision: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which a test writes beside it.
  readonly data: any;
  readonly codes: readonly string[];
}

/** One request of GraphQL over HTTP. */
export async function post(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Replied> {
  const response = await fetch(`${url}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return {
    status: response.status,
    revision: response.headers.get('x-revision'),
    data,
    codes: errors.map(({ extensions }) => extensions.code),
  };
}
