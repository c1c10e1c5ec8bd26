/** The version of the reasoning, in every ruling: it changes whenever a verdict or its reasons could. */
export const ENGINE_VERSION = '1';
