import neo4j, { type Driver } from 'neo4j-driver';
import { newestRelease } from '../dev/neo4j/jdk.js';
import { startNeo4j } from '../dev/neo4j/server.js';

export interface Database {
  readonly version: string;
  readonly driver: Driver;
  readonly settings: {
    readonly uri: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
  };
  close(): Promise<void>;
}

/** The server that the `NEO4J_…` settings name; where they name none, one of its own, which is removed at the end. */
export async function database(heapMb = 2_048): Promise<Database> {
  const uri = process.env.NEO4J_URI;
  const own = uri === undefined ? await startNeo4j({ version: newestRelease(), heapMb, say: console.log }) : null;
  const settings = {
    uri: own?.uri ?? (uri as string),
    user: own?.user ?? process.env.NEO4J_USER ?? 'neo4j',
    password: own?.password ?? process.env.NEO4J_PASSWORD ?? '',
    database: process.env.NEO4J_DATABASE ?? 'neo4j',
  };
  const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password), {
    disableLosslessIntegers: true,
  });
  return {
    version: own?.version ?? 'as set',
    driver,
    settings,
    close: async () => {
      await driver.close();
      await own?.stop();
    },
  };
}
