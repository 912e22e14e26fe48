/** The panels of the policy lab with the feeds that they draw. */
import {useMemo} from 'react';
import {ChosenRejectedPanel} from '../../panels/chosenRejected/ChosenRejectedPanel.tsx';
import {CompositionPanel} from '../../panels/composition/CompositionPanel.tsx';
import type {GroupsFrame, LawFrame} from '../../panels/data.ts';
import {GroupsPanel} from '../../panels/groups/GroupsPanel.tsx';
import {LengthsPanel} from '../../panels/lengths/LengthsPanel.tsx';
import {LikeliestPanel} from '../../panels/likeliest/LikeliestPanel.tsx';
import {CURVES, MetricCurves} from '../kit/Curves.tsx';
import {useExperiment, useFrame, useSelected} from '../kit/context.tsx';
import {hoveredTickOf, viewOf} from '../kit/feeds.ts';
import {metricFormula, panelFormula} from '../kit/formulas.ts';
import type {LabPanel} from '../kit/lab.ts';
import {presentStage} from '../kit/settings.ts';
import {feedOf, type RunState} from '../kit/state.ts';
import {PANELS as JUDGE_PANELS} from '../reward/panels.tsx';
import {beginningsOf, QUESTION, questionOf, sayingsShown, stretchOf} from './asked.ts';
import {METRICS} from './metrics.ts';

const Curves = () => <MetricCurves metrics={METRICS} formulaOf={metricFormula} />;

function useLaw() {
  const {feed, onDrawn} = useFrame<LawFrame>('law');
  return {law: feed, onDrawn};
}

function useAsked() {
  const experiment = useExperiment();
  return {
    sayings: useSelected(sayingsShown),
    question: useSelected(questionOf),
    onQuestion: (question: number | undefined) => experiment.read(QUESTION, question),
  };
}

const Likeliest = () => <LikeliestPanel {...useLaw()} {...useAsked()} formula={panelFormula('likeliest')} />;

const Composition = () => <CompositionPanel {...useLaw()} {...useAsked()} formula={panelFormula('composition')} />;

const memberOf = ({member}: RunState) => member;
const firstOf = ({firsts}: RunState) => firsts.law as LawFrame | undefined;

function Lengths() {
  const {store} = useExperiment();
  const first = useMemo(() => feedOf(store, firstOf), [store]);
  return (
    <LengthsPanel
      {...useLaw()}
      {...useAsked()}
      first={first}
      member={useSelected(memberOf)}
      view={useSelected(viewOf)}
      beginnings={useSelected(beginningsOf)}
      formula={panelFormula('lengths')}
    />
  );
}

function Groups() {
  const {feed, onDrawn} = useFrame<GroupsFrame>('groups');
  return (
    <GroupsPanel groups={feed} sayings={useSelected(sayingsShown)} onDrawn={onDrawn} formula={panelFormula('groups')} />
  );
}

function ChosenRejected() {
  const experiment = useExperiment();
  return (
    <ChosenRejectedPanel
      log={experiment.log}
      view={useSelected(viewOf)}
      stretch={useSelected(stretchOf)}
      hover={useSelected(hoveredTickOf)}
      onHover={(tick) => experiment.hoverTick(tick)}
      formula={panelFormula('chosenRejected')}
    />
  );
}

/** The kind of a section in some stage of the run. */
const some =
  (section: string, kinds: readonly string[]) =>
  ({spec}: RunState): boolean =>
    spec.stages.some((stage) =>
      kinds.includes((stage.spec as Readonly<Record<string, {kind: string} | undefined>>)[section]?.kind ?? ''),
    );

/** While a reward model is trained, the reward lab's panels have something to show. */
const judges = (state: RunState): boolean => presentStage(state).program === 'reward';

export const PANELS: readonly LabPanel[] = [
  {...CURVES, View: Curves},
  {
    id: 'likeliest',
    label: 'What it says most',
    help: 'The likeliest answers to a question as text, with their chance under the policy and under the reference.',
    View: Likeliest,
  },
  {
    id: 'composition',
    label: 'What its answers are made of',
    help: 'How many facts, errors, fillers and other parts an answer has, beside those of the reference.',
    View: Composition,
  },
  {
    id: 'lengths',
    label: 'How long its answers are',
    help: 'The lengths of answers as they change while the policy learns.',
    View: Lengths,
  },
  {
    id: 'groups',
    label: 'One batch, answer by answer',
    help: 'The answers that the policy learns from next, move by move, with what each move is taken to be worth.',
    View: Groups,
    applies: some('sampling', ['samples', 'rollouts']),
  },
  {
    id: 'chosenRejected',
    label: 'Chosen and rejected',
    help: 'How much likelier chosen and rejected answers have become than under the reference.',
    View: ChosenRejected,
    applies: some('sampling', ['pairs', 'sets']),
  },
  ...JUDGE_PANELS.filter(({id}) => id === 'reading' || id === 'audit').map((panel) => ({...panel, applies: judges})),
];
