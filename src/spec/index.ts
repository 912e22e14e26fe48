/**
 * spec/: a run as a value. Fields make parts, parts make a program's settings, programs make the language of specs;
 * from it come validation, defaults, forms, links and the text of differences. Nothing here knows a tensor.
 */
export * from './differences.ts';
export * from './fields.ts';
export * from './frames.ts';
export * from './link.ts';
export * from './parts.ts';
export * from './spec.ts';
