import { openSqlite } from '../../src/store/sqlite.js';
import { interests, parties } from './statements.js';

/** Run as a process of its own: writes one revision after another and prints each when it is acknowledged. */
const [file = '', from = '1', to = '1000000'] = process.argv.slice(2);
const store = openSqlite(file);
for (let step = Number(from); step <= Number(to); step += 1) {
  const { revision } = await store.write({
    parties: parties(`p${step}`, 'hub'),
    interests: interests(`p${step} 1 hub`),
  });
  process.stdout.write(`${step} ${revision}\n`);
}
await store.close();
