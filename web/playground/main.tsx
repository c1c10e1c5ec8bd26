/** @jsxImportSource react */
import './workers.js';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { questions } from './questions.js';
import { storage } from './storage.js';

const fetcher = createGraphiQLFetcher({ url: new URL('/graphql', location.href).href });
const explorer = explorerPlugin({ showAttribution: false });

/** A question that another page handed over in the address, behind the number sign, so that no log keeps it. */
function handedOver(): { readonly query: string; readonly variables: string } | null {
  const params = new URLSearchParams(location.hash.slice(1));
  const query = params.get('query');
  return query === null ? null : { query, variables: params.get('variables') ?? '' };
}

const given = handedOver();

createRoot(document.getElementById('playground') as HTMLElement).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={[HISTORY_PLUGIN, explorer]}
    defaultTabs={given === null ? [...questions] : [given, ...questions]}
    {...(given !== null && { initialQuery: given.query, initialVariables: given.variables })}
    shouldPersistHeaders={false}
    storage={storage}
    isHeadersEditorEnabled
  >
    <GraphiQL.Logo>
      <a className="brand" href="/">
        Controlgraph
      </a>
    </GraphiQL.Logo>
  </GraphiQL>,
);
