/** What the page says of a run: the preset's own words, as long as they can be true of it. */
import {useMemo} from 'react';
import type {MetricLog} from '../../panels/data.ts';
import {useFeed} from '../../panels/frame/useFeed.ts';
import {remembered} from '../../panels/remembered.ts';
import type {Preset} from '../../presets/index.ts';
import {firstStage, type Words} from '../../presets/preset.ts';
import {language} from '../../programs/index.spec.ts';
import {type Condition, holds} from '../../spec/conditions.ts';
import {partOf, type Spec} from '../../spec/index.ts';
import {useExperiment, useRun} from './context.tsx';

export interface Story {
  text: string;
  figure: Words;
  /** Whether these are the preset's own words. */
  own: boolean;
}

/** A preset's story depends on what these sections have chosen. Other settings are what it invites the reader to try. */
const TOLD = ['world', 'objective'];

/** The preset's story. When the reader has chosen another world or objective, their own help texts instead. */
export function storyOf({text, figure, spec}: Preset, present: Spec): Story {
  const told = TOLD.filter((section) => section in sectionsOf(present));
  const same =
    firstStage(spec).program === firstStage(present).program &&
    told.every((section) => partIn(spec, section) === partIn(present, section));
  if (same) return {text, figure, own: true};
  const [world, objective] = told.map((section) => partIn(present, section));
  const sentence = objective ? `${objective.label}. ${objective.help}` : world.help;
  return {text: world.help, figure: {title: world.label, sentence}, own: false};
}

const sectionsOf = (spec: Spec) => language.program(firstStage(spec).program).sections;

/** The chosen part of a section. It is the same during the whole run: no move changes it. */
function partIn(spec: Spec, section: string) {
  const settings = firstStage(spec).spec as Record<string, {kind: string}>;
  return partOf(sectionsOf(spec)[section], settings[section].kind);
}

/** The first step after the opening one whose readings count. */
const FIRST = 20;
const counts = (tick: number): boolean => tick === 0 || tick >= FIRST;

/**
 * What a preset says of its run at a position of the timeline, or of all that was measured. A state is told from where its
 * condition holds until that of another does, so that words do not come and go while a value is about at its bound. What is
 * measured while hardly anything is learnt says nothing yet.
 */
export function wordsAt(
  {figure, states = []}: Pick<Preset, 'figure' | 'states'>,
  log: MetricLog,
  at = Infinity,
): Words {
  const all = [figure, ...states];
  const series = all
    .flatMap(({when}) => (when ? metricsIn(when) : []))
    .map((metric) => ({metric, next: 0, ...log.series(metric)}));
  const positions = [...new Set(series.flatMap(({ticks}) => ticks))].filter((tick) => tick <= at && counts(tick));
  const metrics: Record<string, number> = {};
  let words: Words = figure;
  for (const position of positions.sort((a, b) => a - b)) {
    for (const one of series) {
      for (; one.ticks[one.next] <= position; one.next++) {
        if (counts(one.ticks[one.next])) metrics[one.metric] = one.values[one.next];
      }
    }
    words = all.find(({when}) => when && holds(when, metrics)) ?? words;
  }
  return words;
}

export function metricsIn(condition: Condition): string[] {
  if ('metric' in condition) return [condition.metric];
  if ('not' in condition) return metricsIn(condition.not);
  return ('any' in condition ? condition.any : condition.all).flatMap(metricsIn);
}

/** What the page says of the present run, whatever is measured. */
export function useStory(): Story {
  const preset = useRun((state) => state.preset);
  const spec = useRun((state) => state.spec);
  return useMemo(() => storyOf(preset, spec), [preset, spec]);
}

/** What stands over the figure, at the step that the reader looks at. */
export function useFigureWords(): Words {
  const {log} = useExperiment();
  const preset = useRun((state) => state.preset);
  const at = useRun((state) => state.lookingAt);
  const story = useStory();
  const words = useMemo(() => {
    const present = remembered(
      (measured: MetricLog) => wordsAt(preset, measured, at),
      (measured) => [measured],
    );
    return {get: () => (story.own ? present(log.get()) : story.figure), subscribe: log.subscribe};
  }, [story, preset, log, at]);
  return useFeed(words);
}
