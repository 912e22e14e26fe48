/** The runs that are compared: the pins of the lab in view, and its present run. */
import {createStore} from 'zustand/vanilla';
import {ghostsOf} from '../../labs/kit/ghosts.ts';
import {settledSpec} from '../../labs/kit/settings.ts';
import type {RunState} from '../../labs/kit/state.ts';
import type {MetricLog} from '../../panels/data.ts';
import {remembered} from '../../panels/remembered.ts';
import {language} from '../../programs/index.spec.ts';
import type {Experiment} from '../experiment/experiment.ts';
import {page} from '../page.ts';
import {type Name, type NamedRun, namesOf, ownSpec} from './naming.ts';
import type {Pin} from './pin.ts';
import {pins} from './pins.ts';

/** The present run's place among the names. */
export const PRESENT = 'present';

/** The names of the present run and of the pins in its lab, which change with what it is compared with. */
export const names = createStore<{of: ReadonlyMap<string, Name>}>(() => ({of: new Map()}));

const NO_OTHERS: readonly never[] = [];
const logs = new WeakMap<Pin['curves'], MetricLog>();

/** What was measured of a pin. */
export function logOf({curves}: Pick<Pin, 'curves'>): MetricLog {
  const found = logs.get(curves) ?? {
    names: () => Object.keys(curves),
    series: (name: string) => (Object.hasOwn(curves, name) ? curves[name] : EMPTY),
    others: () => NO_OTHERS,
  };
  logs.set(curves, found);
  return found;
}

const EMPTY = {ticks: [], values: []};

/** Pins of the lab that a run is in, in their order. */
export const pinsOf = (all: readonly Pin[], {preset}: Pick<RunState, 'preset'>): Pin[] =>
  all.filter(({collection}) => collection === preset.collection);

export const namedPin = ({id, preset, title, spec, member, position, name}: Pin): NamedRun => ({
  ...{id, preset, title, position, name},
  spec: ownSpec(spec, member),
});

/** The present run with the settings of this moment; after its end, those of its end. */
function namedPresent(state: RunState): NamedRun {
  const {preset, spec, position, member, unconfirmed} = state;
  const own = ownSpec(spec, member);
  const isMoved = Object.keys(unconfirmed).length > 0;
  return {
    ...{id: PRESENT, preset: preset.id, title: preset.title, position, isPresent: true},
    spec: isMoved ? ownSpec(settledSpec({...state, chosenStage: undefined}), member) : own,
  };
}

/** Milliseconds between a change and the new names. */
const SOON = 250;

/** Names the runs and draws the pins behind the present one, as long as the page is there. */
export function follow(): () => void {
  let shown: Experiment | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endRun = () => {};
  const update = () => {
    timer = undefined;
    const {experiment} = page.getState();
    if (experiment !== shown) {
      if (shown) ghostsOf(shown).put(SOURCE, []);
      endRun();
      shown = experiment;
      endRun = experiment.store.subscribe(namingOf, later);
    }
    const state = experiment.store.getState();
    const mine = pinsOf(pins.getState().pins, state);
    const of = namesNow(pins.getState().pins, namingOf(state), state);
    if (of !== names.getState().of) names.setState({of});
    put(experiment, mine, of);
  };
  const later = () => {
    timer ??= setTimeout(update, SOON);
  };
  const ends = [pins.subscribe(update), page.subscribe(update)];
  update();
  return () => {
    clearTimeout(timer);
    for (const end of [...ends, endRun]) end();
    if (shown) ghostsOf(shown).put(SOURCE, []);
  };
}

const SOURCE = 'pins';

const namingOf = remembered(
  ({preset, spec, unconfirmed, member}: RunState) => ({preset, spec, unconfirmed, member}),
  ({preset, spec, unconfirmed, member}) => [preset, spec, unconfirmed, member],
);

const NO_NAMES: ReadonlyMap<string, Name> = new Map();

/** Named anew only when a pin or the present run is another one. */
const namesNow = remembered(
  (all: readonly Pin[], _: object, state: RunState): ReadonlyMap<string, Name> => {
    const mine = pinsOf(all, state);
    return mine.length === 0 ? NO_NAMES : namesOf(language, [...mine.map(namedPin), namedPresent(state)]);
  },
  (all, naming) => [all, naming],
);

function put(experiment: Experiment, mine: readonly Pin[], of: ReadonlyMap<string, Name>): void {
  const {lit} = pins.getState();
  const runs = mine
    .filter(({shown}) => shown)
    .map((pin) => ({
      id: pin.id,
      label: of.get(pin.id)?.short ?? '',
      look: pin.look,
      lit: pin.id === lit,
      log: logOf(pin),
    }));
  ghostsOf(experiment).put(SOURCE, runs);
}
