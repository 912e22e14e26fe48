/**
 * spec/: a run as a value. Fields make parts, parts make a program's settings, programs make the language of specs;
 * from it come validation, defaults, forms, links and the text of differences. Nothing here knows a tensor. Links
 * (`link.ts`) are no part of this file: the page loads what packs and unpacks them when there is one to read or write.
 */
export {type PartSettings, withKind} from './choose.ts';
export * from './differences.ts';
export {continuedStage, isFanned, type Member, memberSpec, membersOf} from './fan.ts';
export * from './fields.ts';
export * from './frames.ts';
export * from './language.ts';
export {settingsAt, withMove} from './moves.ts';
export {named} from './named.ts';
export * from './parts.ts';
export {assign, read} from './path.ts';
export * from './spec.ts';
export * from './timeline.ts';
