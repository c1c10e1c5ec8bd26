import { ask, NoAnswer } from './client.js';
import { CompanyRulingDocument, ProductRulingDocument } from './questions.js';

/** `main.ts product Trae` or `main.ts company spring-sg`: a verdict and its reasons. */
const [kind, called = ''] = process.argv.slice(2);
try {
  const found = kind === 'product' ? await productCalled(called) : await companyWithId(called);
  // Nobody of that name is no verdict, and above all no clearance.
  console.log(found?.restriction == null ? `NOT_FOUND  ${called}` : `${found.restriction.verdict}  ${found.name}`);
  for (const { code, message } of found?.restriction?.reasons ?? []) console.log(`${code}: ${message}`);
} catch (error) {
  if (!(error instanceof NoAnswer)) throw error;
  console.error(`${error.code}: ${error.message} (request ${error.requestId})`);
  process.exitCode = 2;
}

async function productCalled(name: string) {
  return (await ask(ProductRulingDocument, { name })).product;
}

async function companyWithId(id: string) {
  return (await ask(CompanyRulingDocument, { company: { id }, policy: 'anthropic-2025-09' })).company;
}
