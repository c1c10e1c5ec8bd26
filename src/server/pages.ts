import { fileURLToPath } from 'node:url';
import { Router } from 'express';

const FOLDER = fileURLToPath(new URL('../../web/', import.meta.url));

/** The pages that a browser is given, each a file of web/. */
const PAGES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/playground': 'playground.html',
  '/playground.js': 'playground.js',
  '/examples.js': 'examples.js',
  '/style.css': 'style.css',
};

export function pages(): Router {
  const router = Router();
  for (const [path, file] of Object.entries(PAGES)) {
    router.get(path, (_request, response) => response.sendFile(file, { root: FOLDER }));
  }
  // Browsers ask for it unasked; there is none yet.
  router.get('/favicon.ico', (_request, response) => void response.status(204).end());
  return router;
}
