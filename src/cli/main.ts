import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { Failure } from '../errors.js';
import { EXPORT_FORMATS } from '../export/formats.js';
import { FORMATS } from '../intake/formats.js';
import { run } from '../server/run.js';
import { ask } from './ask.js';
import { proposeDuplicates } from './duplicates.js';
import { exportStore } from './export.js';
import { history } from './history.js';
import { importFiles } from './import.js';
import { createKey, listKeys, revoke } from './keys.js';
import { mergeRecords, unmergeRecords } from './merge.js';
import { auditRecord, eraseRulings } from './record.js';
import { screenFile } from './screen.js';
import { verify } from './verify.js';
import { webhooks } from './webhooks.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('controlgraph')
  .description(
    'Who ultimately controls a company, and is it restricted? Exact answers in three values, with the chain and the evidence.',
  )
  .version(version)
  .showHelpAfterError('(controlgraph --help shows what can be asked)')
  .addHelpText(
    'after',
    `
Examples:
  controlgraph serve                            the service on http://127.0.0.1:4000, with the demo data
  controlgraph ask Trae                         may we serve the product Trae? why?
  controlgraph ask riot-games --policy ofac-50  one company under another policy
  controlgraph import lei.xml.zip psc.jsonl.gz  ownership data into the store, as they are published
  controlgraph export bods --out mine.jsonl     and out of it again
  controlgraph screen --in customers.csv        a ruling for every row of a file
  controlgraph audit                            is every ruling on record as it was put there?
  controlgraph verify certificate.json          does the verdict of a certificate follow from its premises?

Settings come from the environment (CONTROLGRAPH_DB, NEO4J_URI, PORT, HOST, …); the README lists them.
Exit codes: 0 done; 1 done, but something was refused or not found; 2 failed.`,
  );

program
  .command('serve')
  .description('start the GraphQL service')
  .action(async () => process.exit(await run(process.env)));

program
  .command('import')
  .description('read files of ownership data into the store; the same files again change nothing')
  .argument('<format-or-files...>', 'the format, unless it is to be guessed, and the files; - for standard input')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--dry-run', 'say what would become of every record, and write nothing')
  .option('--refused <file>', 'keep refused records there, JSON lines with file, line, reason and record')
  .option('--json', 'the report as JSON')
  .option('--retrieved-at <date>', 'the day from which the data are, where they do not say')
  .option('--edition <date>', 'of a list: the edition that the file is')
  .option('--complete', 'of a list: the file is all of it; only a whole list can clear anyone')
  .option('--columns <name=column...>', 'of a csv: what a column of ours is called in the file')
  .option('--set <name=value...>', 'of a csv: what a column of ours is in every row')
  .option('--template', 'of a csv: print a file to begin with')
  .addHelpText(
    'after',
    `
Formats, guessed from the file where none is named; files may be .gz or .zip:
${FORMATS.map(({ name, title }) => `  ${name.padEnd(8)} ${title}`).join('\n')}

Examples:
  controlgraph import gleif lei2.xml.zip rr.xml.zip
  gzip -dc psc.jsonl.gz | controlgraph import psc -
  controlgraph import holdings.csv --dry-run --refused refused.jsonl

Exit codes: 0 all taken; 1 some records refused; 2 a file or the store failed; 130 stopped by Ctrl-C.`,
  )
  .action(importFiles);

program
  .command('export')
  .description('write what the store holds, to be read by others or imported again')
  .argument('<format>', EXPORT_FORMATS.map(({ name }) => name).join(', '))
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--upstream-of <ids...>', 'only these parties and whoever stands above them')
  .option('--out <file>', 'where to; packed where the name ends in .gz (default: standard output)')
  .addHelpText(
    'after',
    `\nFormats:\n${EXPORT_FORMATS.map(({ name, title }) => `  ${name.padEnd(8)} ${title}`).join('\n')}`,
  )
  .action(exportStore);

program
  .command('merge')
  .description('make one party of several records; every old revision reads as it did')
  .argument('<into>', 'the id that answers for all of them')
  .argument('<others...>', 'the ids of the other records')
  .requiredOption('--because <reason>', 'why they are one, for the record')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'what it did as JSON')
  .action(mergeRecords);

program
  .command('unmerge')
  .description('take a merge back: its parties are again as their sources state')
  .argument('<id>', 'the id that merge gave')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'what it did as JSON')
  .action(unmergeRecords);

program
  .command('duplicates')
  .description('propose pairs of parties that are probably one, by name and place; nothing is applied')
  .option('--min <score>', 'from which score on, of 100', '85')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'JSON, a line a pair')
  .action(proposeDuplicates);

program
  .command('ask')
  .description('the verdict on a product or a party, with its chain and its evidence')
  .argument('<who...>', 'a name, an id, an LEI, or the name of a product')
  .option('--policy <id>', 'the policy to judge by', 'anthropic-2025-09')
  .option('--as-of <date>', 'the date to judge at, YYYY-MM-DD (default: today)')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'the answer as JSON')
  .action(ask);

program
  .command('screen')
  .description('a ruling for every row of a file of customers, in its order; a row that is not found is never cleared')
  .requiredOption('--in <file>', 'CSV with a header, or JSON lines, packed or not; - for standard input')
  .option('--out <file>', 'where the rulings go, .csv or .jsonl (default: standard output, as the input is)')
  .option('--policy <ids...>', 'the policies to judge by', ['anthropic-2025-09'])
  .option('--as-of <date>', 'the date to judge at, YYYY-MM-DD (default: today)')
  .option('--name <column>', 'the column that holds names')
  .option('--jurisdiction <column>', 'the column that holds the place of a name: ISO 3166, or a country by its name')
  .option('--lei <column>', 'the column that holds LEIs')
  .option('--id <column>', 'the column that holds ids of parties')
  .option('--identifier <column>', 'the column that holds numbers of a register')
  .option(
    '--scheme <column-or-scheme>',
    'of these numbers: the column that holds their scheme, or one for all, such as GB-COH',
  )
  .option('--product <column>', 'the column that holds products or brands')
  .option('--ref <column>', 'the column that holds your own reference')
  .option('--format <format>', 'what the input is, csv or jsonl (default: by its name)')
  .option('--resume', 'go on with rulings that an earlier run left unfinished')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--url <address>', 'ask a running service instead, with the key in CONTROLGRAPH_KEY if it wants one')
  .option('--record', 'put every ruling on record; its id is in the column given')
  .option('--json', 'the summary as JSON')
  .addHelpText(
    'after',
    `
Columns that are not named are guessed from the header, and said. The strongest key of a row is taken first: id, lei,
identifier, product, name; the next where nothing is recorded under it.

Examples:
  controlgraph screen --in customers.csv --out rulings.csv --policy anthropic-2025-09 ofac-50
  controlgraph screen --in customers.jsonl --url http://127.0.0.1:4000 --out rulings.jsonl --resume

Exit codes: 0 every row was found and is not restricted; 1 some are restricted, indeterminate, ambiguous, not found or
invalid; 2 failed before the end; 130 stopped by Ctrl-C.`,
  )
  .action(screenFile);

program
  .command('verify')
  .description('whether the verdict of a certificate follows from its premises; shares no code with what decided it')
  .argument('<certificate>', 'a file with one, or an answer of the service with some; - for standard input')
  .option('--policy <policy>', 'the policy it has to be under: the id of one that ships, or a file with a definition')
  .option('--digest <digest>', 'the digest that its premises have to have')
  .option('--json', 'what was found as JSON, a line a certificate')
  .addHelpText('after', '\nExit codes: 0 all valid; 1 one is not; 2 there is none to read.')
  .action(verify);

const keys = program
  .command('keys')
  .description('API keys of the service; the store has but their hashes')
  .addHelpText(
    'after',
    `
Roles, each of which may all that those before it may: reader asks about parties; screener screens, gives rulings and
watches; editor records, retracts and merges; admin is bounded by nothing.`,
  );

keys
  .command('create')
  .description('make a key and print it, once')
  .requiredOption('--name <name>', 'whose it is; every ruling given and every write bears it')
  .requiredOption('--role <role>', 'reader, screener, editor or admin')
  .option('--expires <date>', 'the first day on which it is taken no more, YYYY-MM-DD')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'the key as JSON')
  .action(createKey);

keys
  .command('list')
  .description('every key, without its secret')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'a line of JSON for each')
  .action(listKeys);

keys
  .command('revoke')
  .description('take a key back, for good')
  .argument('<id>', 'its id: the first part of the key, after cg_')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'the key as JSON')
  .action(revoke);

program
  .command('audit')
  .description('whether every ruling on record is as it was put there')
  .option('--head <hash>', 'the head of an earlier audit: nothing before it may have changed since')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'what was found as JSON')
  .addHelpText('after', '\nExit codes: 0 all as it was; 1 something is not; 2 the store failed.')
  .action(auditRecord);

program
  .command('erase')
  .description('erase what rulings on record say, for good; that they were given stays, and the chain holds')
  .option('--ruling <ids...>', 'these rulings')
  .option('--about <parties...>', 'those about these parties, by id')
  .option('--ref <references...>', 'those asked for under these references of your own')
  .option('--before <date>', 'those given before a day, YYYY-MM-DD')
  .requiredOption('--because <reason>', 'why, for the record')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'how many as JSON')
  .addHelpText('after', '\nWhere several say which, a ruling is erased that all of them mean.')
  .action(eraseRulings);

program
  .command('history')
  .description('who wrote when, and why: every revision of the store')
  .option('--after <revision>', 'only those after it, such as r12')
  .option('--first <count>', 'at most so many', '1000')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'a line of JSON for each')
  .action(history);

program
  .command('webhooks')
  .description('webhook calls that wait to be tried again, and those that were given up')
  .option('--again', 'make those that were given up due again')
  .option('--db <file>', 'the store as a file (default: NEO4J_URI, else CONTROLGRAPH_DB)')
  .option('--json', 'a line of JSON for each')
  .action(webhooks);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`controlgraph: ${error.message}\n`);
  process.exitCode = 2;
}
