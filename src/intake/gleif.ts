import type { Arrival } from './arrival.js';
import type { Format, ReadOptions } from './format.js';
import { gleifApi } from './gleifApi.js';
import { gleifCodes, isCodeMap } from './gleifCodes.js';
import { gleifXml } from './gleifXml.js';
import { buffers, type Chunks } from './records.js';

const XML = /<(?:[\w.-]+:)?(?:LEIData|RelationshipData|ReportingExceptionData)[\s>]/;
const API = /"type"\s*:\s*"(?:lei-records|relationship-records|reporting-exceptions|isins)"|"goldenCopy"\s*:/;

/** GLEIF's files and answers, told apart by how they begin. */
export const gleif: Format = {
  name: 'gleif',
  title: 'GLEIF: LEI-CDF, RR-CDF and reporting exceptions as XML, answers of the API, maps to ISIN and BIC',
  recognises: (head) => XML.test(head) || isCodeMap(head) || (/^\s*[[{]/.test(head) && API.test(head)),
  arrivals: readGleif,
};

async function* readGleif(chunks: Chunks, { retrievedAt }: ReadOptions): AsyncGenerator<Arrival> {
  const bytes = buffers(chunks)[Symbol.asyncIterator]();
  let head: Buffer = Buffer.alloc(0);
  let next = await bytes.next();
  while (next.done !== true) {
    head = Buffer.concat([head, next.value]);
    // Enough for the header of a map; what is XML or JSON shows by its first character.
    if (head.length >= 64) break;
    next = await bytes.next();
  }
  const all = both(head, bytes);
  const text = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  if (isCodeMap(text)) yield* gleifCodes(all, retrievedAt);
  else if (/^\s*[[{]/.test(text)) yield* gleifApi(all, retrievedAt);
  else yield* gleifXml(all, retrievedAt);
}

async function* both(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
