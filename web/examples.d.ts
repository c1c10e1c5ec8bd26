export const EXAMPLES: readonly { title: string; query: string; variables?: Record<string, unknown> }[];
