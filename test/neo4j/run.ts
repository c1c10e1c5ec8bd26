import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { RELEASES, type Release } from '../../dev/neo4j/releases.js';
import { type Neo4jServer, startNeo4j } from '../../dev/neo4j/server.js';
import { Failure } from '../../src/errors.js';

/**
 * `npm run test:neo4j`: every test that runs against Neo4j, on a real server of each release, with a password.
 * A server that can't be started fails the run where CI is set, and is passed over loudly elsewhere. What is not an
 * option of this program goes to jest.
 */
const { values, positionals } = parseArgs({
  options: {
    release: { type: 'string', multiple: true },
    /** The many rounds of the soaks, instead of the few. */
    long: { type: 'boolean', default: false },
    /** A folder for jest's results as JSON, a file a run. */
    results: { type: 'string' },
  },
  allowPositionals: true,
});
const releases = (values.release ?? Object.keys(RELEASES)) as Release[];
const common = { TEST_LONG: values.long ? '1' : '' };

// Much of a run is waiting, so the releases share the machine; their servers are made one after the other.
const running: Promise<void>[] = [];
for (const release of releases) {
  try {
    const server = await startNeo4j({ version: release, say: console.error });
    running.push(tested(release, server));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.error(`\nNEO4J ${release} WAS NOT TESTED: ${error.message}\n`);
    if (process.env.CI) process.exitCode = 1;
  }
}
await Promise.all(running);

async function tested(release: Release, server: Neo4jServer): Promise<void> {
  try {
    await jest(release, 'jest.neo4j.config.js', {
      TEST_NEO4J_URI: server.uri,
      TEST_NEO4J_PASSWORD: server.password,
    });
  } finally {
    await server.stop();
  }
  // Those that stop and kill servers have their own.
  await jest(release, 'jest.neo4jFaults.config.js', {});
}

function jest(release: Release, config: string, env: Readonly<Record<string, string>>): Promise<void> {
  const file = `${release}-${config}.json`;
  const results = values.results === undefined ? [] : ['--json', `--outputFile=${join(values.results, file)}`];
  const program = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  console.error(`\nNeo4j ${release}, ${config}:`);
  const run = spawn(process.execPath, [...program, '-c', config, ...results, ...positionals], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...common, ...env, TEST_NEO4J_RELEASE: release },
  });
  return new Promise((resolve) => {
    run.on('exit', (code) => {
      if (code !== 0) process.exitCode = 1;
      resolve();
    });
  });
}
