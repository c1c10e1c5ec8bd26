import { closest } from 'fastest-levenshtein';
import { z } from 'zod';
import { badInput } from '../errors.js';

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max);
const onOff = z.enum(['on', 'off']).transform((value) => value === 'on');
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting, by the name of its environment variable: the table of the README. */
export const SETTINGS = {
  PORT: {
    key: 'port',
    initial: '4000',
    expected: 'an integer from 0 to 65535',
    meaning: 'TCP port; 0 takes a free one.',
    form: integer(0, 65_535),
  },
  HOST: {
    key: 'host',
    initial: '127.0.0.1',
    expected: 'a host name or address',
    meaning: 'Address to listen on; 0.0.0.0 opens it to the network.',
    form: z.string(),
  },
  CONTROLGRAPH_AUTH: {
    key: 'auth',
    initial: 'auto',
    expected: 'auto, required or anyone',
    meaning:
      'Who may ask: auto lets anyone on an address of this machine and takes keys and tokens on any other; anyone lets whoever reaches it read and write.',
    form: z.enum(['auto', 'required', 'anyone']),
  },
  CONTROLGRAPH_JWKS: {
    key: 'jwks',
    initial: '',
    expected: 'an https address or a file',
    meaning: 'The public keys (JSON Web Key Set) of the issuer whose tokens are taken; empty takes API keys alone.',
    form: z.string(),
  },
  CONTROLGRAPH_JWT_ISSUER: {
    key: 'jwtIssuer',
    initial: '',
    expected: 'a text',
    meaning: 'The issuer (iss) that a token must have.',
    form: z.string(),
  },
  CONTROLGRAPH_JWT_AUDIENCE: {
    key: 'jwtAudience',
    initial: '',
    expected: 'a text',
    meaning: 'The audience (aud) that a token must have.',
    form: z.string(),
  },
  CONTROLGRAPH_JWT_ROLE_CLAIM: {
    key: 'jwtRoleClaim',
    initial: 'role',
    expected: 'a name',
    meaning: 'The claim of a token that names its roles: reader, screener, editor or admin.',
    form: z.string(),
  },
  CONTROLGRAPH_DB: {
    key: 'db',
    initial: 'data/controlgraph.db',
    expected: 'a path',
    meaning:
      'The file that holds the graph; made and filled with the demo data when it is not there. :memory: keeps nothing.',
    form: z.string(),
  },
  NEO4J_URI: {
    key: 'neo4jUri',
    initial: '',
    expected: 'neo4j://, neo4j+s://, neo4j+ssc://, bolt://, bolt+s:// or bolt+ssc:// and a host',
    meaning: 'A Neo4j database (5.26 or newer) that holds the graph instead of a file.',
    form: z.string().regex(/^$|^(neo4j|bolt)(\+s|\+ssc)?:\/\/[^\s/]+/),
  },
  NEO4J_USER: { key: 'neo4jUser', initial: 'neo4j', expected: 'a name', meaning: 'Who logs in.', form: z.string() },
  NEO4J_PASSWORD: {
    key: 'neo4jPassword',
    initial: '',
    expected: 'a password',
    meaning: 'The password of that user.',
    form: z.string(),
  },
  NEO4J_DATABASE: {
    key: 'neo4jDatabase',
    initial: 'neo4j',
    expected: 'a name',
    meaning: 'Which database of the server; an empty one is made ready, one of another program is refused.',
    form: z.string(),
  },
  NEO4J_MAX_CONNECTIONS: {
    key: 'neo4jMaxConnections',
    initial: '50',
    expected: 'an integer from 1 to 1000',
    meaning: 'Connections kept at most; when all are in use for NEO4J_CONNECT_MS, a request is OVERLOADED.',
    form: integer(1, 1_000),
  },
  NEO4J_CONNECT_MS: {
    key: 'neo4jConnectMs',
    initial: '1000',
    expected: 'an integer from 1 to 60000',
    meaning: 'Milliseconds until a connection must stand.',
    form: integer(1, 60_000),
  },
  NEO4J_WRITE_MS: {
    key: 'neo4jWriteMs',
    initial: '30000',
    expected: 'an integer from 100 to 3600000',
    meaning: 'Milliseconds that a write may take, its wait for others included.',
    form: integer(100, 3_600_000),
  },
  NEO4J_RETRIES: {
    key: 'neo4jRetries',
    initial: '2',
    expected: 'an integer from 0 to 10',
    meaning: 'Times that a read or a write is tried again after a fault that may pass, within its deadline.',
    form: integer(0, 10),
  },
  CONTROLGRAPH_SEED: {
    key: 'seed',
    initial: 'auto',
    expected: 'auto, on or off',
    meaning:
      'Whether an empty store is given the demo data: auto gives it to a new file and not to Neo4j. One that holds data is never touched.',
    form: z.enum(['auto', 'on', 'off']),
  },
  CONTROLGRAPH_INTROSPECTION: {
    key: 'introspection',
    initial: 'on',
    expected: 'on or off',
    meaning: 'Whether clients may ask for the schema; off also takes its names out of error messages.',
    form: onOff,
  },
  CONTROLGRAPH_DEADLINE_MS: {
    key: 'deadlineMs',
    initial: '2500',
    expected: 'an integer from 1 to 600000',
    meaning: 'Milliseconds a request may take; the header x-deadline-ms may shorten it.',
    form: integer(1, 600_000),
  },
  CONTROLGRAPH_DRAIN_MS: {
    key: 'drainMs',
    initial: '500',
    expected: 'an integer from 0 to 60000',
    meaning: 'Milliseconds between saying "not ready" and closing, for a load balancer to turn away.',
    form: integer(0, 60_000),
  },
  CONTROLGRAPH_MAX_BODY_BYTES: {
    key: 'maxBodyBytes',
    initial: '1000000',
    expected: 'an integer from 1000 to 100000000',
    meaning: 'Size of a request body.',
    form: integer(1_000, 100_000_000),
  },
  CONTROLGRAPH_MAX_TOKENS: {
    key: 'maxTokens',
    initial: '10000',
    expected: 'an integer from 100 to 1000000',
    meaning: 'Words and signs of a GraphQL document; variables do not count.',
    form: integer(100, 1_000_000),
  },
  CONTROLGRAPH_MAX_DEPTH: {
    key: 'maxDepth',
    initial: '100',
    expected: 'an integer from 10 to 1000',
    meaning: 'Nesting of a GraphQL document.',
    form: integer(10, 1_000),
  },
  CONTROLGRAPH_MAX_COST: {
    key: 'maxCost',
    initial: '500000',
    expected: 'an integer from 100 to 100000000',
    meaning:
      'Values that an answer may have at most, page sizes multiplied along the nesting; every answer says its own in extensions.cost.',
    form: integer(100, 100_000_000),
  },
  CONTROLGRAPH_MAX_COST_PER_MINUTE: {
    key: 'maxCostPerMinute',
    initial: '0',
    expected: 'an integer from 0 to 1000000000',
    meaning:
      'Cost that the requests of one key, token or, where nobody is asked, address may have in a minute; 0 bounds nothing.',
    form: integer(0, 1_000_000_000),
  },
  CONTROLGRAPH_RATE_REDIS: {
    key: 'rateRedis',
    initial: '',
    expected: 'redis:// or rediss:// and a host',
    meaning: 'A Redis in which several processes count that cost together; empty counts in each.',
    form: z.string().regex(/^$|^rediss?:\/\/[^\s]+/),
  },
  CONTROLGRAPH_MAX_IN_FLIGHT: {
    key: 'maxInFlight',
    initial: '256',
    expected: 'an integer from 1 to 100000',
    meaning: 'Requests answered at once; one more is OVERLOADED at once, with status 503.',
    form: integer(1, 100_000),
  },
  CONTROLGRAPH_MAX_ANSWER_BYTES: {
    key: 'maxAnswerBytes',
    initial: '50000000',
    expected: 'an integer from 1000 to 500000000',
    meaning: 'Size of an answer.',
    form: integer(1_000, 500_000_000),
  },
  CONTROLGRAPH_TRUSTED_DOCUMENTS: {
    key: 'trustedDocuments',
    initial: '',
    expected: 'a path',
    meaning: 'A JSON file of documents by their SHA-256; where it is given, nothing else is answered.',
    form: z.string(),
  },
  CONTROLGRAPH_MAX_PARTIES: {
    key: 'maxParties',
    initial: '250000',
    expected: 'an integer from 1 to 10000000',
    meaning: 'Parties that one gathering may bring; above, a ruling says LIMIT_REACHED.',
    form: integer(1, 10_000_000),
  },
  CONTROLGRAPH_MAX_INTERESTS: {
    key: 'maxInterests',
    initial: '1000000',
    expected: 'an integer from 1 to 100000000',
    meaning: 'Interests that one gathering may bring; above, a ruling says LIMIT_REACHED.',
    form: integer(1, 100_000_000),
  },
  CONTROLGRAPH_MAX_CONTROLLERS: {
    key: 'maxControllers',
    initial: '2000',
    expected: 'an integer from 1 to 1000000',
    meaning: 'Parties above a company that are tried as its controllers.',
    form: integer(1, 1_000_000),
  },
  CONTROLGRAPH_MAX_SUBSCRIPTIONS: {
    key: 'maxSubscriptions',
    initial: '1000',
    expected: 'an integer from 0 to 100000',
    meaning: 'WebSockets that may be open at once, to hear of changed verdicts; one more is turned away.',
    form: integer(0, 100_000),
  },
  CONTROLGRAPH_WATCH_MS: {
    key: 'watchMs',
    initial: '1000',
    expected: 'an integer from 10 to 3600000',
    meaning: 'Milliseconds between two looks for watched verdicts that changed, and for webhooks that are due.',
    form: integer(10, 3_600_000),
  },
  CONTROLGRAPH_WEBHOOK_PRIVATE: {
    key: 'webhookPrivate',
    initial: 'off',
    expected: 'on or off',
    meaning: 'Whether webhooks may call addresses that are not on the public internet.',
    form: onOff,
  },
  CONTROLGRAPH_RECORD_DAYS: {
    key: 'recordDays',
    initial: '0',
    expected: 'an integer from 0 to 36500',
    meaning: 'Days after which what rulings on record say is erased; their chain stays. 0 keeps it.',
    form: integer(0, 36_500),
  },
  CONTROLGRAPH_METRICS: {
    key: 'metrics',
    initial: 'on',
    expected: 'on or off',
    meaning: 'Whether /metrics answers with figures for Prometheus.',
    form: onOff,
  },
  LOG_LEVEL: {
    key: 'logLevel',
    initial: 'warn',
    expected: LEVELS.join(', '),
    meaning: 'What is logged, as lines of JSON on standard error; info has one line per request.',
    form: z.enum(LEVELS),
  },
} as const;

type Settings = typeof SETTINGS;
export type Config = { readonly [Name in keyof Settings as Settings[Name]['key']]: z.output<Settings[Name]['form']> };

/**
 * The configuration that the environment asks for; a variable that is empty counts as not set.
 * BAD_USER_INPUT names every variable that does not fit, what was expected and what came.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const entries = Object.entries(SETTINGS).map(([name, { key, initial, expected, form }]) => {
    const text = env[name] || initial;
    const parsed = form.safeParse(text);
    if (!parsed.success) faults.push(`${name}: expected ${expected}; came ${JSON.stringify(text)}.`);
    return [key, parsed.data];
  });
  faults.push(...Object.keys(env).flatMap(unknownSetting));
  if (faults.length > 0) throw badInput(faults.join(' '));
  return Object.fromEntries(entries) as Config;
}

/** Not ours to read: the key of a client, and what Kubernetes says of a service that is called controlgraph. */
const OTHERS = /^CONTROLGRAPH_(KEY$|(SERVICE|PORT)(_|$))/;

/** A setting that nobody reads is a misspelt one: what it should have closed would stay open. */
function unknownSetting(name: string): string[] {
  if (!name.startsWith('CONTROLGRAPH_') || name in SETTINGS || OTHERS.test(name)) return [];
  return [`${name} is no setting; the nearest is ${closest(name, Object.keys(SETTINGS))}.`];
}
