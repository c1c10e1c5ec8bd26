/**
 * Writes from schema/ the types of the resolvers, the golden shape, the schema for clients as one file, and the typed
 * documents of the examples; with --check it only compares, and exits with 1 when a committed file is not what the schema
 * says. Each type is mapped to what the inquiry hands out for it, so that a resolver which returns another does not compile.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typedDocuments from '@graphql-codegen/typed-document-node';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { type DocumentNode, parse, print, printSchema } from 'graphql';
import { publicSchema, schemaText } from './src/server/schema.js';
import { shape } from './test/schema/shape.js';

const FILE = 'resolvers/types.ts';

const view = (name: string) => `../src/views.js#${name}`;

const mappers = {
  Party: view('PartyView'),
  Company: view('PartyView'),
  Person: view('PartyView'),
  State: view('PartyView'),
  Arrangement: view('PartyView'),
  Interest: view('InterestView'),
  Ruling: view('RulingView'),
  Reason: view('ReasonView'),
  Chain: view('ChainView'),
  Jurisdiction: view('JurisdictionView'),
  Product: view('ProductView'),
  Operation: view('OperationView'),
  Policy: view('PolicyView'),
  Located: view('LocatedView'),
  Listing: '../src/model/party.js#Listing as ListingModel',
  Match: view('MatchView'),
  ScreenResult: view('ScreenResultView'),
  OwnershipGraph: view('OwnershipView'),
  Cycle: view('CycleView'),
  World: '../src/inquiry.js#Inquiry as InquiryModel',
  ShareRange: '../src/model/share.js#Bounds',
  Recorded: view('RecordedView'),
  Flip: view('FlipView'),
  UltimateParent: view('UltimateParentView'),
  BeneficialOwners: view('BeneficialOwnersView'),
  BeneficialOwner: view('BeneficialOwnerView'),
  DecidingFact: view('DecidingFactView'),
  GivenRuling: '../src/given.js#GivenRulingView',
  GivenScreenResult: '../src/giving.js#GivenScreenResultView',
  Change: view('ChangeView'),
  Watchlist: view('WatchlistView'),
};

const text = await codegen({
  filename: FILE,
  schema: parse(schemaText()),
  documents: [],
  config: {
    contextType: '../src/server/context.js#RequestContext',
    rootValueType: '{}',
    mappers,
    scalars: {
      ID: 'string',
      Percent: '../src/model/share.js#Units',
      Date: '../src/model/date.js#DateString',
      DateTime: 'string',
      JurisdictionCode: '../src/model/party.js#JurisdictionCode',
      JSON: 'unknown',
    },
    strictScalars: true,
    enumsAsTypes: true,
    immutableTypes: true,
    avoidOptionals: { defaultValue: true },
    useTypeImports: true,
    skipTypename: true,
    noSchemaStitching: true,
  },
  plugins: [{ typescript: {} }, { typescriptResolvers: {} }],
  pluginMap: { typescript, typescriptResolvers },
});

const QUESTIONS = 'examples/typescript/questions.graphql';
const documents = questionsOf(readFileSync(QUESTIONS, 'utf8'));
const clientText = await codegen({
  filename: QUESTIONS.replace('.graphql', '.ts'),
  schema: parse(schemaText()),
  documents: documents.map((document) => ({ location: QUESTIONS, document })),
  config: {
    scalars: {
      ID: 'string',
      Percent: 'string',
      Date: 'string',
      DateTime: 'string',
      JurisdictionCode: 'string',
      JSON: 'unknown',
    },
    strictScalars: true,
    enumsAsTypes: true,
    // A code that a later version adds must not compile into one that is known.
    futureProofEnums: true,
    immutableTypes: true,
    skipTypename: true,
    useTypeImports: true,
    documentMode: 'string',
  },
  plugins: [{ typescriptOperations: {} }, { typedDocuments: {} }],
  pluginMap: { typescriptOperations, typedDocuments },
});

const outputs = {
  [FILE]: `// Written by \`npm run codegen\` from schema/; change it there.\n${text}`,
  'test/schema/shape.golden.graphql': shape(),
  'schema.graphql': `# Written by \`npm run codegen\` from schema/, for clients.\n${printSchema(publicSchema())}\n`,
  'examples/typescript/questions.ts': `// Written by \`npm run codegen\` from questions.graphql; change it there.\n${clientText}`,
  'examples/typescript/trusted-documents.json': `${JSON.stringify(byHash(clientText), null, 2)}\n`,
};

for (const [file, content] of Object.entries(outputs)) {
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (readFileSync(file, 'utf8') !== content) {
    console.error(`${file} is not what schema/ says: run npm run codegen and commit the result.`);
    process.exitCode = 1;
  }
}

/** One document an operation, so that each is sent alone. */
function questionsOf(source: string): DocumentNode[] {
  return parse(source).definitions.map((definition) => parse(print(definition)));
}

/** What a service in the mode of trusted documents is given: the texts as the client sends them, each by its SHA-256. */
function byHash(client: string): Readonly<Record<string, string>> {
  const texts = [...client.matchAll(/new TypedDocumentString\(`([^`]*)`\)/g)].map(([, sent]) => sent as string);
  return Object.fromEntries(texts.map((sent) => [createHash('sha256').update(sent).digest('hex'), sent]));
}
