declare const WORKER_EDITOR: string;
declare const WORKER_JSON: string;
declare const WORKER_GRAPHQL: string;

/** The editor's workers, files of this origin; before anything of the editor runs. */
Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_: string, label: string): Worker =>
      new Worker({ json: WORKER_JSON, graphql: WORKER_GRAPHQL }[label] ?? WORKER_EDITOR, { type: 'module' }),
  },
});
