/**
 * Answers of other writers than those whose answers are compared: as a policy writes that was trained on rewards. Some are a suite, and
 * others, to questions of their own, may be learnt from without labels.
 */
import {answer, ask, type Habits} from './draw.ts';
import {orderedPair} from './orderedPair.ts';
import type {DrawnSuites, SuiteAnswer} from './suites.ts';

/** They know more, and are neither rude nor unsure; they add filler, marks and praise. */
const LATER: Habits = {
  quality: 0.8,
  verbosity: 0.8,
  style: 0.8,
  hedging: 0.05,
  flattery: 0.8,
  offTopic: 0.05,
  rudeness: 0,
};

/** Pairs of the suite. */
const GROUPS = 256;
/** Questions whose answers have no labels, and answers to each. */
const QUESTIONS = 256;
const EACH = 4;

export function drawShifted(drawing: number): Required<DrawnSuites> {
  const use = 'world/suite/shifted';
  const pairs = Array.from({length: GROUPS}, (_, group) => orderedPair(drawing, LATER, group, use));
  const unlabelled = Array.from({length: QUESTIONS * EACH}, (_, i): SuiteAnswer => {
    const asked = ask(drawing, Math.floor(i / EACH), `${use}/unlabelled/question`);
    return {...asked, tokens: answer(LATER, drawing, i, asked.topic, `${use}/unlabelled/response`)};
  });
  return {
    list: [{name: 'shifted', groups: GROUPS, right: 1, wrong: 1}],
    answers: [...pairs.flat(), ...unlabelled],
    unlabelled: {questions: QUESTIONS, each: EACH},
  };
}
