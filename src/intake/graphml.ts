import { type Arrival, cut, NOTHING_STATED, Refused } from './arrival.js';
import type { Format } from './format.js';
import { exactJson } from './json.js';
import { stated } from './ndjson.js';
import type { Chunks } from './records.js';
import { openXml, type XmlRecord } from './xml.js';

/** The key under which a graph of ours keeps its statements (`src/export/graphml.ts`). */
export const STATEMENT_KEY = 'statement';
export const GRAPHML = 'http://graphml.graphdrawing.org/xmlns';

const DIALECTS = [{ root: 'graphml', namespace: GRAPHML, record: 'data' }] as const;

/** A graph that `controlgraph export graphml` wrote: the statements in it, and nothing of how it is drawn. */
export const graphmlFormat: Format = {
  name: 'graphml',
  title: 'a graph that controlgraph exported; of other GraphML nothing is known to be ownership',
  recognises: (head) => head.includes(GRAPHML) && head.includes(`id="${STATEMENT_KEY}"`),
  arrivals: graphml,
};

async function* graphml(chunks: Chunks): AsyncGenerator<Arrival> {
  const { records } = await openXml(chunks, DIALECTS);
  for await (const record of records) {
    const arrival = arrivalOf(record);
    if (arrival !== null) yield arrival;
  }
}

/** Null for what is drawn and not stated: a label, a colour. */
function arrivalOf(record: XmlRecord): Arrival | null {
  const from = { line: record.line, recordId: null, record: cut(record.text) };
  try {
    if ('refused' in record) throw record.refused;
    const { attributes, text } = record.element;
    if (attributes.key !== STATEMENT_KEY) return null;
    return { ...NOTHING_STATED, ...from, ...stated(exactJson(text)) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ...from, outcome: 'REFUSED', reason: error.reason, message: error.message };
  }
}
