import {describe, expect, test} from 'vitest';
import type {RunData} from '../../src/app/lessons/readings.ts';
import {type Kept, LessonSession, type Trainee} from '../../src/app/lessons/session.ts';
import type {Lesson} from '../../src/lessons/kit/lesson.ts';
import {encoderStage} from '../../src/studies/kit/settings.ts';

const run = (label: string) => ({label, seed: 1, stages: [encoderStage({}, 100)]});

const toy: Lesson = {
  title: 'Toy',
  asks: '?',
  lab: 'sphere',
  minutes: 1,
  order: 1,
  runs: {a: run('A'), b: run('B')},
  steps: [
    {id: 'look', title: 'Look', text: [], shows: ['a']},
    {
      id: 'ask',
      title: 'Ask',
      text: [],
      shows: ['a', 'b'],
      question: {
        kind: 'number',
        text: '?',
        axis: {label: 'loss', range: [0, 10]},
        reads: {of: 'metric', run: 'b', metric: 'loss'},
        expects: [0, 10],
        at: 60,
        explains: [],
      },
    },
    {
      id: 'reach',
      title: 'Reach',
      text: [],
      shows: ['b'],
      goal: {
        ...{text: '', run: 'b', when: {metric: 'loss', below: 1}, explains: []},
        expects: {path: 'objective.temperature', value: 1, at: 0, by: 100},
      },
    },
  ],
};

class Fake implements Trainee {
  told: string[] = [];
  position = 0;
  loss: [number, number][] = [];

  train(until?: number): void {
    this.told.push(`train ${until ?? 'on'}`);
  }

  pause(): void {
    this.told.push('pause');
  }

  data(): RunData {
    const series = {ticks: this.loss.map(([tick]) => tick), values: this.loss.map(([, value]) => value)};
    return {position: this.position, series: () => series, frame: () => undefined, law: undefined};
  }

  metrics(): Record<string, number> {
    const last = this.loss.at(-1);
    return last ? {loss: last[1]} : {};
  }

  watch(): void {}

  end(): void {
    this.told.push('end');
  }
}

function opened(kept?: Kept, goal: {from?: number} = {}) {
  const fakes = {a: new Fake(), b: new Fake()};
  const kepts: Kept[] = [];
  const session = new LessonSession({
    lesson: {...toy, steps: toy.steps.map((step) => (step.goal ? {...step, goal: {...step.goal, ...goal}} : step))},
    trainee: (name) => fakes[name as 'a' | 'b'],
    keep: (now) => kepts.push(now),
    ...(kept && {kept}),
  });
  session.begin();
  return {session, fakes, kepts, state: () => session.store.getState()};
}

describe('A lesson', () => {
  test('trains what a step shows, and stops it when the step is left', () => {
    const {session, fakes} = opened();
    expect(fakes.a.told).toEqual(['train on']);
    session.go(1);
    expect(fakes.a.told).toEqual(['train on', 'pause']);
    expect(fakes.b.told).toEqual([]);
  });

  test('shows no answer before there is a guess, and reads it at its step', () => {
    const {session, fakes, state} = opened();
    session.go(1);
    fakes.a.position = 100;
    fakes.b.position = 80;
    fakes.b.loss = [
      [50, 3],
      [60, 2],
      [80, 1.5],
    ];
    session.progressed();
    expect(state().truths).toEqual({});
    session.commit({kind: 'number', value: 5});
    expect(fakes.b.told).toEqual(['train 60']);
    expect(state().truths).toEqual({ask: {kind: 'values', values: [2]}});
  });

  test('waits for the slowest run', () => {
    const {session, fakes, state} = opened();
    session.go(1);
    session.commit({kind: 'number', value: 5});
    fakes.b.position = 60;
    fakes.b.loss = [[60, 2]];
    session.progressed();
    expect(state().truths).toEqual({});
    fakes.a.position = 60;
    session.progressed();
    expect(state().truths.ask).toEqual({kind: 'values', values: [2]});
  });

  test('takes one guess only, and none that does not fit', () => {
    const {session, state} = opened();
    session.go(1);
    session.commit({kind: 'choice', id: 'x'});
    expect(state().guesses).toEqual({});
    session.commit({kind: 'number', value: 5});
    session.commit({kind: 'number', value: 6});
    expect(state().guesses).toEqual({ask: {kind: 'number', value: 5}});
  });

  test('sees that a goal is reached', () => {
    const {session, fakes, state} = opened();
    session.go(2);
    fakes.b.loss = [[10, 2]];
    session.progressed();
    expect(state().met).toEqual([]);
    fakes.b.loss = [[20, 0.5]];
    session.progressed();
    session.progressed();
    expect(state().met).toEqual(['reach']);
  });

  test('takes a goal as reached only from the step on from which it counts', () => {
    const {session, fakes, state} = opened(undefined, {from: 50});
    session.go(2);
    fakes.b.loss = [[20, 0.5]];
    fakes.b.position = 20;
    session.progressed();
    expect(state().met).toEqual([]);
    fakes.b.position = 50;
    session.progressed();
    expect(state().met).toEqual(['reach']);
  });

  test('goes on where it was left', () => {
    const first = opened();
    first.session.go(1);
    first.session.commit({kind: 'number', value: 5});
    const second = opened(first.kepts.at(-1));
    expect(second.state().at).toBe(1);
    expect(second.state().guesses).toEqual({ask: {kind: 'number', value: 5}});
    expect(second.fakes.b.told).toEqual(['train 60']);
  });
});
