/**
 * The language of specs: every program that a stage can run. The spec of the program that the page opens with is there at
 * once, the others are loaded when a run names them.
 */
import {specLanguage} from '../spec/index.ts';
import {encoderSpec} from './encoder/index.spec.ts';

export const language = specLanguage([encoderSpec], {
  reward: async () => (await import('./reward/index.spec.ts')).rewardSpec,
  policy: async () => (await import('./policy/index.spec.ts')).policySpec,
  soup: async () => (await import('./soup/index.spec.ts')).soupSpec,
  source: async () => (await import('./source/index.spec.ts')).sourceSpec,
});
