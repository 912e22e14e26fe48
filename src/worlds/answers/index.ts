/** Opens worlds of answers by kind. */
import type {SectionValue} from '../../spec/index.ts';
import type {answerSection} from './index.spec.ts';
import type {AnswerWorld} from './world.ts';

export type AnswerSettings = SectionValue<typeof answerSection>;

/** Programs with this function share their worlds. */
export const loadAnswers = ({world}: {world: AnswerSettings}): Promise<AnswerWorld> => openAnswers(world);

export async function openAnswers(spec: AnswerSettings): Promise<AnswerWorld> {
  switch (spec.kind) {
    case 'answers':
      return (await import('./everyday.ts')).openEveryday(spec);
    case 'bandit':
      return (await import('./bandit.ts')).openBandit(spec);
  }
}
