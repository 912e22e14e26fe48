/** A study that trains in the page, with arms that are scripted here. */
import {describe, expect, it} from 'vitest';
import {armSpec, changesText, isRegistered, readChanges, slidersOf} from '../../src/app/studies/arms.ts';
import {StudySession, shownArms, type TraineeEvents} from '../../src/app/studies/session.ts';
import type {Spec} from '../../src/spec/index.ts';
import type {ArmRun} from '../../src/studies/kit/measures.ts';
import type {Study} from '../../src/studies/kit/study.ts';
import study from '../../src/studies/sphere/alignment-uniformity.ts';

const SEEDS = [11, 12, 13];

/** A study of three arms whose one measure is the number that the script gives. */
const SMALL: Study = {
  ...study,
  arms: ['tau-01', 'both', 'alignment'].map((name) => study.arms.find((arm) => arm.name === name)!),
  shown: ['both'],
  measures: [{name: 'score', label: 'Score', of: (run) => run.curve('score').at(-1)!.value}],
  sliders: ['main.objective.uniformityWeight'],
  clauses: [{text: 'Both is better.', kind: 'greater', measure: 'score', arms: ['both', 'alignment'], margin: 0}],
};

function stand(places: number) {
  const begun: {arm: string; spec: Spec}[] = [];
  const events = new Map<string, TraineeEvents>();
  const calls: string[] = [];
  const session = new StudySession({
    study: SMALL,
    seeds: SEEDS,
    places,
    open(arm, told) {
      events.set(arm, told);
      return {
        begin: (spec) => begun.push({arm, spec}),
        pause: () => calls.push(`pause ${arm}`),
        goOn: () => calls.push(`go on ${arm}`),
        end: () => calls.push(`end ${arm}`),
      };
    },
  });
  const finish = (arm: string, value: number) => {
    const run: ArmRun = {spec: begun[0].spec, curve: () => [{tick: 1, value}], plannedBytes: 0};
    events.get(arm)!.done(run);
  };
  return {session, begun, events, calls, finish, state: () => session.store.getState()};
}

describe('a study in the page', () => {
  it('trains the shown arms first, as many as have a place, and the others in turn', () => {
    const {session, begun, finish, state} = stand(2);
    session.begin();
    expect(begun.map(({arm}) => arm)).toEqual(['both', 'tau-01']);
    expect(state().arms).toEqual({both: 'training', 'tau-01': 'training', alignment: 'waiting'});
    finish('tau-01', 1);
    expect(begun.map(({arm}) => arm)).toEqual(['both', 'tau-01', 'alignment']);
    expect(state().values['tau-01'].score).toEqual([1]);
    expect(state().seeds).toEqual([]);
  });

  it('goes on with the next seed of the list when all arms are through, and judges those that are', () => {
    const {session, begun, finish, state} = stand(3);
    session.begin();
    SEEDS.forEach((seed, i) => {
      expect(state().seed).toBe(seed);
      finish('both', 2 + i);
      finish('tau-01', 0);
      finish('alignment', 1);
    });
    expect(begun.map(({spec}) => spec.seed)).toEqual(SEEDS.flatMap((seed) => [seed, seed, seed]));
    expect(state().seed).toBeUndefined();
    expect(state().seeds).toEqual(SEEDS);
    expect(state().values.both.score).toEqual([2, 3, 4]);
    expect(state().claim!.clauses[0].values).toEqual([1, 2, 3]);
    expect(state().claim!.clauses[0].effect).toBeCloseTo(2, 12);
  });

  it('starts nothing while it is stopped, and goes on where it was', () => {
    const {session, begun, calls, finish} = stand(1);
    session.begin();
    session.pause();
    expect(calls).toContain('pause both');
    finish('both', 1);
    expect(begun).toHaveLength(1);
    session.goOn();
    expect(begun.map(({arm}) => arm)).toEqual(['both', 'tau-01']);
  });

  it('says which arm cannot go on, and finishes no seed without it', () => {
    const {session, events, finish, state} = stand(3);
    session.begin();
    events.get('alignment')!.failed('A value was not finite.');
    finish('both', 1);
    finish('tau-01', 1);
    expect(state().problem).toBe('Alignment alone: A value was not finite.');
    expect(state().seeds).toEqual([]);
  });

  it('begins anew with other settings, in the arms that have them', () => {
    const {session, begun, state} = stand(3);
    session.begin();
    session.begin({settings: {'main.objective.uniformityWeight': 3}});
    const again = begun.slice(3).map(({arm, spec}) => [arm, (spec.stages[0].spec as {objective: object}).objective]);
    expect(Object.fromEntries(again)).toMatchObject({
      both: {uniformityWeight: 3},
      alignment: {uniformityWeight: 3},
      'tau-01': {kind: 'infoNCE'},
    });
    expect(isRegistered(state().changes)).toBe(false);
    expect(session.registered).toBe(false);
  });
});

describe('what an address changes', () => {
  const sliders = slidersOf(SMALL);

  it('is read within the range of the sliders', () => {
    const read = (text: string) => readChanges(new URLSearchParams(text), sliders);
    expect(read('main.objective.uniformityWeight=3').settings).toEqual({'main.objective.uniformityWeight': 3});
    expect(read('main.objective.uniformityWeight=-7&main.objective.nothing=1&steps=0')).toEqual({settings: {}});
    expect(read('steps=20')).toEqual({settings: {}, steps: 20});
    expect(changesText(read('steps=20'), sliders)).toBe('at most 20 steps');
  });

  it('cuts the steps and nothing else', () => {
    const arm = study.arms[0];
    const [whole, short] = [armSpec(arm, 5), armSpec(arm, 5, {settings: {}, steps: 20})];
    expect(short).toEqual({...whole, stages: whole.stages.map((stage) => ({...stage, steps: 20}))});
  });

  it('shows four arms at most', () => {
    expect(shownArms({arms: study.arms})).toHaveLength(4);
    expect(shownArms(study).map(({name}) => name)).toEqual(study.shown);
  });
});
