/** The panels of the reward lab with the feeds that they draw. */
import {useEffect, useMemo, useState} from 'react';
import {AccuracyByGapPanel} from '../../panels/accuracyByGap/AccuracyByGapPanel.tsx';
import {AuditPanel} from '../../panels/audit/AuditPanel.tsx';
import {BestOfPanel} from '../../panels/bestOf/BestOfPanel.tsx';
import {CategoriesPanel} from '../../panels/categories/CategoriesPanel.tsx';
import type {AuditFrame, CandidatesFrame, RewardFrame, WeightsFrame, WordsFrame} from '../../panels/data.ts';
import {MarginPanel} from '../../panels/margin/MarginPanel.tsx';
import {ReadingPanel} from '../../panels/reading/ReadingPanel.tsx';
import {ReliabilityPanel} from '../../panels/reliability/ReliabilityPanel.tsx';
import type {Filler} from '../../panels/shared/FillerBar.tsx';
import {paddedOf} from '../../panels/shared/padding.ts';
import {StyleMatrixPanel} from '../../panels/styleMatrix/StyleMatrixPanel.tsx';
import {StyleSubstancePanel} from '../../panels/styleSubstance/StyleSubstancePanel.tsx';
import {WeightsPanel} from '../../panels/weights/WeightsPanel.tsx';
import {WritingPanel} from '../../panels/writing/WritingPanel.tsx';
import type {Offer, Written} from '../../panels/writing/writing.ts';
import {REWARD_METRICS} from '../../programs/reward/metrics.spec.ts';
import {CURVES, MetricCurves} from '../kit/Curves.tsx';
import {useAnswer, useExperiment, useFrame, useRun, useSelected} from '../kit/context.tsx';
import type {LabExperiment} from '../kit/experiment.ts';
import {viewOf} from '../kit/feeds.ts';
import {metricFormula, panelFormula} from '../kit/formulas.ts';
import type {LabPanel} from '../kit/lab.ts';
import {trainedSettings} from '../kit/settings.ts';
import type {RunState} from '../kit/state.ts';
import {categoriesOf, comparedOf, PAIR, pairOf, textsOf, vocabularyOf, WRITTEN, writtenOf} from './compared.ts';
import {addFiller, paddingOf, takeFillerAway} from './padding.ts';
import {FILLER} from './phrases.ts';
import {watchWords} from './words.ts';

function useRewards() {
  const {feed, onDrawn} = useFrame<RewardFrame>('rewards');
  return {rewards: feed, onDrawn};
}

function useWords() {
  const experiment = useExperiment();
  useEffect(() => watchWords(experiment), [experiment]);
  return useAnswer<WordsFrame>('words');
}

const Curves = () => <MetricCurves metrics={REWARD_METRICS} formulaOf={metricFormula} />;

function Audit() {
  const {feed, onDrawn} = useFrame<AuditFrame>('audit');
  return <AuditPanel audit={feed} onDrawn={onDrawn} formula={panelFormula('audit')} />;
}

function BestOf() {
  const {feed, onDrawn} = useFrame<CandidatesFrame>('candidates');
  return <BestOfPanel candidates={feed} onDrawn={onDrawn} formula={panelFormula('bestOf')} />;
}

const Accuracy = () => <AccuracyByGapPanel {...useRewards()} formula={panelFormula('accuracy')} />;

const ByCategory = () => (
  <CategoriesPanel {...useRewards()} categories={useSelected(categoriesOf)} formula={panelFormula('categories')} />
);

const Reliability = () => <ReliabilityPanel {...useRewards()} formula={panelFormula('reliability')} />;

const Margins = () => <MarginPanel {...useRewards()} formula={panelFormula('margins')} />;

const Substance = () => <StyleSubstancePanel {...useRewards()} formula={panelFormula('substance')} />;

/** The world's suites; undefined in worlds whose answers have no styles. */
const suitesOf = (state: RunState): unknown => (trainedSettings(state).world as {suites?: unknown}).suites;

const hasStyles = (state: RunState): boolean => suitesOf(state) !== undefined;

const Styles = () => (
  <StyleMatrixPanel
    log={useExperiment().log}
    view={useSelected(viewOf)}
    measured={['all', 'shifted'].includes(String(useRun(suitesOf)))}
    formula={panelFormula('styleMatrix')}
  />
);

function Weights() {
  const {feed, onDrawn} = useFrame<WeightsFrame>('weights');
  return <WeightsPanel weights={feed} onDrawn={onDrawn} formula={panelFormula('weights')} />;
}

function Reading() {
  const experiment = useExperiment();
  const writes = useRun(({panels}) => panels.includes('writing'));
  return (
    <ReadingPanel
      {...useRewards()}
      texts={useSelected(textsOf)}
      words={useWords()}
      chosen={useSelected(pairOf)}
      onChoose={(pair) => experiment.read(PAIR, pair)}
      onWrite={writes ? undefined : () => openWriting(experiment)}
      filler={useFiller(useSpoken())}
      formula={panelFormula('words')}
    />
  );
}

/** Whether the reader has asked to write: the panel that opens then takes the focus. */
let asksToWrite = false;

/** Puts the panel below the pair that is read. */
function openWriting(experiment: LabExperiment): void {
  const {panels} = experiment.store.getState();
  const at = panels.indexOf('reading') + 1;
  asksToWrite = true;
  experiment.arrange([...panels.slice(0, at), 'writing', ...panels.slice(at)]);
}

type Language = typeof import('./writing.ts');

/** What can be said about the pair that is read, in a world whose language is known. */
interface Spoken {
  offers: readonly Offer[];
  about(tokens: readonly number[]): Written;
}

function useSpoken(): Spoken | undefined {
  // As text, so that equal settings compare as equal: a moving slider makes new settings objects all the time.
  const settings = useRun((state) => JSON.stringify(trainedSettings(state).world));
  const world = useMemo(() => JSON.parse(settings) as {kind: string} & Record<string, unknown>, [settings]);
  const item = useRun((state) => comparedOf(state)?.unseen[2 * (pairOf(state) ?? 0)]) ?? -1;
  const topic = useRun(({points}) => (item < 0 ? undefined : points?.groupOf[item]));
  const asks = useRun(({points}) => (item < 0 ? undefined : points?.detail(item)));
  const [language, setLanguage] = useState<Language>();
  const speaks = world.kind === 'responses' && topic !== undefined;
  useEffect(() => {
    if (speaks) void import('./writing.ts').then(setLanguage);
  }, [speaks]);
  return useMemo(
    () =>
      speaks && language
        ? {offers: language.offersFor(topic), about: (tokens) => language.aboutAnswer(tokens, {topic, asks}, world)}
        : undefined,
    [speaks, language, topic, asks, world],
  );
}

function useFiller(spoken: Spoken | undefined): Filler | undefined {
  const experiment = useExperiment();
  const padding = useRun(paddingOf);
  const most = useRun(vocabularyOf)?.most ?? 0;
  const statements = spoken?.offers.find(({label}) => label === FILLER)?.statements;
  if (!spoken || !statements) return undefined;
  const longest = Math.max(...statements.map(({tokens}) => tokens.length));
  return {
    padded: padding && paddedOf(padding, (tokens) => spoken.about(tokens).worth),
    hasRoom: (words) => words + longest <= most,
    add: (whose) => addFiller(experiment, whose, statements),
    takeAway: () => takeFillerAway(experiment),
  };
}

function Writing() {
  const experiment = useExperiment();
  useRewards();
  const spoken = useSpoken();
  const [focused] = useState(asksToWrite);
  useEffect(() => {
    asksToWrite = false;
  }, []);
  return (
    <WritingPanel
      texts={useSelected(textsOf)}
      words={useWords()}
      chosen={useSelected(pairOf)}
      vocabulary={useSelected(vocabularyOf)}
      written={useSelected(writtenOf)}
      focused={focused}
      onWrite={(written) => experiment.read(WRITTEN, written)}
      formula={panelFormula('words')}
      offers={spoken?.offers ?? []}
      about={spoken?.about}
      filler={useFiller(spoken)}
    />
  );
}

export const PANELS: readonly LabPanel[] = [
  {...CURVES, View: Curves},
  {
    id: 'reading',
    label: 'Reading a pair',
    help: 'Two answers as text, what the annotator chose, and what the model makes of them.',
    View: Reading,
  },
  {
    id: 'audit',
    label: 'Was the longer answer chosen?',
    help: 'How often annotators chose the longer answer of the pairs to learn from, by how much longer it is.',
    View: Audit,
  },
  {
    id: 'writing',
    label: 'An answer of your own',
    help: 'Put an answer together word by word, and watch its reward.',
    View: Writing,
  },
  {
    id: 'bestOf',
    label: 'The best of many',
    help: 'What is gained, by the reward and in truth, when the reward chooses among n answers.',
    View: BestOf,
  },
  {
    id: 'accuracy',
    label: 'Accuracy by difference in length',
    help: 'How often the model agrees with the annotator, by how much longer the chosen answer is.',
    View: Accuracy,
  },
  {
    id: 'categories',
    label: 'Accuracy by kind of pair',
    help: 'How often the model is right, by topic, by product, or by who plays at home.',
    View: ByCategory,
  },
  {
    id: 'substance',
    label: 'Substance against length or style',
    help: 'Whether the reward prefers the truly better answer when it is the shorter one, or the plainer one.',
    View: Substance,
  },
  {
    id: 'styleMatrix',
    label: 'A small error, behind any style',
    help: 'How often the reward prefers the right answer to one with an error, by the styles of both.',
    View: Styles,
    applies: hasStyles,
  },
  {
    id: 'margins',
    label: 'Margins',
    help: 'How far the chosen answer is ahead of the rejected one.',
    View: Margins,
  },
  {
    id: 'reliability',
    label: 'Reliability',
    help: 'Whether the chances that the model gives come true.',
    View: Reliability,
  },
  {
    id: 'weights',
    label: 'Learnt weights',
    help: 'The weight of each attribute in a linear model, beside the true weight.',
    View: Weights,
  },
];
