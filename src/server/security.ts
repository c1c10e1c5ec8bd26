import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** Whatever is loaded comes from this origin, nothing runs that stands in a page, and nothing may frame one. */
const DIRECTIVES = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  // A chart is drawn into a picture by way of an address of the page's own making.
  'img-src': ["'self'", 'blob:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

export const secured: RequestHandler = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: DIRECTIVES },
});

/** The editor of the playground writes its own styles, with pictures in them, and runs workers and a font of this origin (docs/decisions.md). */
export const securedForEditor: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    ...DIRECTIVES,
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'worker-src': ["'self'"],
  },
});
