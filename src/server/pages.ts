import { join } from 'node:path';
import { type RequestHandler, type Response, Router } from 'express';
import type { Logger } from 'pino';
import { type BuiltFile, type BuiltPages, builtPages } from '../../web/build.js';
import { answerError } from './request.js';
import { securedForEditor } from './security.js';

const A_YEAR = 'public, max-age=31536000, immutable';

/**
 * The pages that a browser is given, and what they load: files that were packed when they were built. What bears a hash
 * in its name is kept for a year, the pages themselves are asked for again each time. Until they are built a request
 * waits; when they can't be built it is answered 503, and the rest of the service is as ever.
 */
export function pages(log: Logger): Router {
  const router = Router();
  const page = (name: string) => given(log, () => name);
  router.get('/', page('explorer.html'));
  router.get('/playground', securedForEditor, page('playground.html'));
  router.get(
    '/assets/:name',
    given(log, ({ name }) => name),
  );
  router.get('/favicon.ico', page('icon.svg'));
  return router;
}

function given(
  log: Logger,
  nameOf: (params: Record<string, string>) => string | undefined,
): RequestHandler<Record<string, string>> {
  return async (request, response, next) => {
    let built: BuiltPages;
    try {
      built = await builtPages();
    } catch (error) {
      log.error({ err: error }, 'the pages could not be built');
      answerError(
        response,
        503,
        'FAILED_PRECONDITION',
        'The pages could not be built; the log says why. GraphQL is at /graphql.',
      );
      return;
    }
    const name = nameOf(request.params) ?? '';
    const file = Object.hasOwn(built.files, name) ? built.files[name] : undefined;
    if (file === undefined) return next();
    const packed = request.acceptsEncodings('br', 'gzip', 'identity');
    send(response, built, name, file, packed === 'br' || packed === 'gzip' ? packed : null);
  };
}

const ENDINGS = { br: '.br', gzip: '.gz' } as const;

function send(
  response: Response,
  { folder }: BuiltPages,
  name: string,
  { type }: BuiltFile,
  packed: keyof typeof ENDINGS | null,
): void {
  response.set({
    'content-type': type,
    'cache-control': /-[A-Z0-9]{8}\./.test(name) ? A_YEAR : 'no-cache',
    vary: 'accept-encoding',
    ...(packed !== null && { 'content-encoding': packed }),
  });
  response.sendFile(join(folder, name + (packed === null ? '' : ENDINGS[packed])), { cacheControl: false });
}
