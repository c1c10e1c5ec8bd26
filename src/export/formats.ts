import { badInput } from '../errors.js';
import { bods } from './bods.js';
import { csv } from './csv.js';
import type { ExportFormat } from './exported.js';
import { ftm } from './ftm.js';
import { graphml } from './graphml.js';
import { ndjson } from './ndjson.js';

/** Every format that is written. */
export const EXPORT_FORMATS: readonly ExportFormat[] = [bods, csv, ftm, graphml, ndjson];

/** The format by its name. Throws BAD_USER_INPUT that names the known ones. */
export function exportFormatCalled(name: string): ExportFormat {
  const format = EXPORT_FORMATS.find((each) => each.name === name);
  if (format !== undefined) return format;
  const known = EXPORT_FORMATS.map((each) => each.name).join(', ');
  throw badInput(`No format is called "${name}"; known: ${known}.`);
}
