import { accessSync, closeSync, constants, existsSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { badInput } from '../errors.js';
import type { Refusal } from '../intake/arrival.js';

/** Refused records as JSON lines, each with its file, line, reason and the record as it came; made with the first one. */
export class RefusedFile {
  private descriptor: number | null = null;

  /** Throws BAD_USER_INPUT where there is no folder to make it in, before hours of reading and not after. */
  constructor(private readonly path: string | undefined) {
    if (path === undefined) return;
    try {
      accessSync(existsSync(path) ? path : dirname(path), constants.W_OK);
    } catch (error) {
      throw unwritable(path, error);
    }
  }

  add({ outcome, ...refusal }: Refusal): void {
    if (this.path === undefined) return;
    this.descriptor ??= this.opened(this.path);
    writeSync(this.descriptor, `${JSON.stringify(refusal)}\n`);
  }

  close(): void {
    if (this.descriptor !== null) closeSync(this.descriptor);
    this.descriptor = null;
  }

  private opened(path: string): number {
    try {
      return openSync(path, 'w');
    } catch (error) {
      throw unwritable(path, error);
    }
  }
}

function unwritable(path: string, error: unknown): Error {
  return badInput(`--refused: ${path} cannot be written: ${(error as Error).message}.`);
}
