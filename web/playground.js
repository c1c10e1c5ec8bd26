import { EXAMPLES } from './examples.js';

const part = (id) => document.getElementById(id);

for (const { title } of EXAMPLES) part('example').add(new Option(title));
part('example').addEventListener('change', show);
part('question').addEventListener('submit', ask);
part('question').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) ask(event);
});
show();

function show() {
  const { query, variables } = EXAMPLES[part('example').selectedIndex];
  part('query').value = query;
  part('variables').value = JSON.stringify(variables ?? {}, null, 2);
}

async function ask(event) {
  event.preventDefault();
  part('answer').textContent = 'Asking…';
  part('answer').textContent = await answer().catch((error) => `No answer: ${error.message}`);
}

async function answer() {
  const variables = JSON.parse(part('variables').value || '{}');
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: part('query').value, variables }),
  });
  return JSON.stringify(await response.json(), null, 2);
}
