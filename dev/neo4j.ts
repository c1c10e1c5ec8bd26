import { Command, InvalidArgumentError, Option } from 'commander';
import { Failure } from '../src/errors.js';
import { newestRelease } from './neo4j/jdk.js';
import { RELEASES, type Release } from './neo4j/releases.js';
import { type Neo4jServer, startNeo4j } from './neo4j/server.js';

interface Options {
  readonly release?: Release;
  readonly port: number;
  readonly data?: string;
  readonly password?: string;
}

const release = new Option('--release <release>', 'which one (default: the newest that a JDK found here can run)');

const program = new Command('npm run neo4j --')
  .description('A real Neo4j on 127.0.0.1, without Docker: Maven downloads it the first time, a JDK runs it.')
  .addOption(release.choices(Object.keys(RELEASES)))
  .option('--port <port>', 'where it listens', portOf, 7687)
  .option('--data <folder>', 'keeps the data and the password (default: a temporary folder, removed at the end)')
  .option('--password <password>', 'of the user neo4j, 8 characters or more (default: the one kept, or a random one)')
  .addHelpText('after', '\nCtrl-C stops it. Exit codes: 0 stopped as asked; 2 it could not start, or ended by itself.')
  .action(serve);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}

/** Until a signal to stop comes. */
async function serve({ release = newestRelease(), port, data, password }: Options): Promise<void> {
  const told = stopSignal();
  const server = await Promise.race([
    startNeo4j({
      version: release,
      port,
      say: console.log,
      ...(data !== undefined && { folder: data }),
      ...(password !== undefined && { password }),
    }),
    told,
  ]);
  // Exiting takes what was begun with it.
  if (server === 'told') process.exit(0);

  console.log(usage(server, data));
  const end = await Promise.race([told, server.gone]);
  await server.stop();
  if (end !== 'told') throw new Failure('DATABASE_UNAVAILABLE', `Neo4j ended by itself; its last lines:\n${end}`);
}

function usage({ version, uri, user, password }: Neo4jServer, data = 'a temporary folder'): string {
  const access = `NEO4J_URI=${uri} NEO4J_USER=${user} NEO4J_PASSWORD=${quoted(password)}`;
  return `Neo4j ${version} is up at ${uri}; its data is in ${data}. In another terminal, with demo data where it is empty:

  ${access} CONTROLGRAPH_SEED=on npm start

Ctrl-C stops it.`;
}

/** As one word of a shell. */
function quoted(text: string): string {
  return /^[\w-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** More than one may come: npm passes on what the terminal has sent already. */
function stopSignal(): Promise<'told'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('told'));
  });
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw new InvalidArgumentError('Give one from 1 to 65535.');
  return port;
}
