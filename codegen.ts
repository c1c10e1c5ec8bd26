/**
 * Writes from schema/ the types of the resolvers and the golden shape; with --check it only compares, and exits with 1
 * when a committed file is not what the schema says. Each type is mapped to what the inquiry hands out for it, so that
 * a resolver which returns another does not compile.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import * as typescriptResolvers from '@graphql-codegen/typescript-resolvers';
import { parse } from 'graphql';
import { schemaText } from './src/server/schema.js';
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
const outputs = {
  [FILE]: `// Written by \`npm run codegen\` from schema/; change it there.\n${text}`,
  'test/schema/shape.golden.graphql': shape(),
};

for (const [file, content] of Object.entries(outputs)) {
  if (!process.argv.includes('--check')) writeFileSync(file, content);
  else if (readFileSync(file, 'utf8') !== content) {
    console.error(`${file} is not what schema/ says: run npm run codegen and commit the result.`);
    process.exitCode = 1;
  }
}
