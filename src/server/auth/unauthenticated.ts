import { Failure } from '../../errors.js';

export function unauthenticated(message: string): Failure {
  return new Failure('UNAUTHENTICATED', message);
}
