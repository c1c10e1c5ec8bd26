import { type Agent, request } from 'node:http';

const QUERY = 'query Q($id: ID!) { company(by: {id: $id}) { restriction { verdict } } }';

/** The verdict on a company over HTTP, on a connection that is kept alive; rejects when the answer has none. */
export function verdictOn(url: string, id: string, agent: Agent): Promise<string> {
  const body = JSON.stringify({ query: QUERY, variables: { id } });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const verdict = /"verdict":"([A-Z_]+)"/.exec(text)?.[1];
        if (verdict === undefined) reject(new Error(`no verdict in ${text}`));
        else resolve(verdict);
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
