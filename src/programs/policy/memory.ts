/** What the policy program's phases work with, as numbers of one member: for the plan of memory. */
import type {Program} from '../../engine/program.ts';
import type {AnswerWorld} from '../../worlds/answers/world.ts';
import {goalWidth} from './goals.ts';
import type {PolicySettings} from './index.spec.ts';
import {judging} from './judging.ts';

type Numbers = ReturnType<NonNullable<Program['working']>>;

/** Answers to a question; places of answers at which the policy moves in a step; and all places of all questions. */
function placesOf({sampling, training}: PolicySettings, {lattice, questions, longest}: AnswerWorld) {
  const answered = 'perQuestion' in sampling ? sampling.perQuestion : 2;
  return {answered, trained: 3 * training.batch * answered * longest, all: questions.length * lattice.states};
}

const rowOf = (spec: PolicySettings, {lattice, seen}: AnswerWorld): number =>
  seen + 2 * goalWidth(spec) + spec.policy.hidden + 4 * lattice.moves;

/** Answers that are collected at once: their random numbers, and what is written of them. */
function writingOf(spec: PolicySettings, world: AnswerWorld): {noise: number; collected: number; total: number} {
  const {sampling, policy} = spec;
  const {answered} = placesOf(spec, world);
  const collected =
    'questions' in sampling ? sampling.questions * ('among' in sampling ? sampling.among : answered) : 0;
  const noise = collected * world.longest * world.lattice.moves;
  // From uniform numbers to Gumbel's it is there nine times over; later a step of all answers stands beside what is kept of it.
  return {noise, collected, total: 9 * noise + collected * (world.seen + 3 * policy.hidden)};
}

/** Of a training step, or of all logits, and of collecting. */
export function working(spec: PolicySettings, world: AnswerWorld): Numbers {
  const {trained, all} = placesOf(spec, world);
  const {noise, collected, total} = writingOf(spec, world);
  const rows = Math.max(trained, all);
  const {hidden} = spec.policy;
  return {
    total: rows * rowOf(spec, world) + total,
    largest: Math.max(rows * Math.max(world.seen, hidden), noise, collected * hidden),
  };
}

/** With what operations keep besides, and what a reward model needs that judges. */
export function peak(spec: PolicySettings, world: AnswerWorld): Numbers {
  const {trained, all} = placesOf(spec, world);
  const row = rowOf(spec, world);
  // Policy and reference one after the other, with the logits of both.
  const shown = 1.3 * all * row + 6 * all * world.lattice.moves;
  return {
    total: Math.max(1.8 * trained * row, shown, judging(spec, world)) + writingOf(spec, world).total,
    largest: working(spec, world).largest,
  };
}
