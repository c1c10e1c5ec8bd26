import { everything } from './everything.js';
import { http } from './http.js';
import { importBench } from './import.js';
import { names } from './names.js';
import { neo4jBench } from './neo4j.js';
import { pageBench } from './page.js';
import { rulings } from './rulings.js';
import { scale } from './scale.js';
import { screenBench } from './screen.js';
import { servers } from './servers.js';
import { whole } from './whole.js';
import { worldFile } from './worldFile.js';

const SUBJECTS: Readonly<Record<string, (size?: number, ...words: string[]) => Promise<void>>> = {
  http,
  everything,
  rulings,
  scale,
  servers,
  whole,
  neo4j: neo4jBench,
  import: importBench,
  names,
  screen: screenBench,
  page: pageBench,
  world: worldFile,
};

const [subject = 'http', size, ...words] = process.argv.slice(2);
const bench = SUBJECTS[subject];
if (bench === undefined) {
  console.error(
    `No bench is called "${subject}"; known: ${Object.keys(SUBJECTS).join(', ')}. npm run bench -- SUBJECT [SIZE]`,
  );
  process.exitCode = 2;
} else await bench(size === undefined ? undefined : Number(size), ...words);
