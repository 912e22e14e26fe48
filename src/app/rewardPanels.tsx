/** The panels of the reward lab with the feeds that they draw; loaded with the first of them. */
import {useEffect, useMemo, useState} from 'react';
import {AccuracyByGapPanel} from '../panels/accuracyByGap/AccuracyByGapPanel.tsx';
import {AuditPanel} from '../panels/audit/AuditPanel.tsx';
import {BestOfPanel} from '../panels/bestOf/BestOfPanel.tsx';
import {CategoriesPanel} from '../panels/categories/CategoriesPanel.tsx';
import {MarginPanel} from '../panels/margin/MarginPanel.tsx';
import {ReadingPanel} from '../panels/reading/ReadingPanel.tsx';
import {ReliabilityPanel} from '../panels/reliability/ReliabilityPanel.tsx';
import {StyleSubstancePanel} from '../panels/styleSubstance/StyleSubstancePanel.tsx';
import {WeightsPanel} from '../panels/weights/WeightsPanel.tsx';
import {WritingPanel} from '../panels/writing/WritingPanel.tsx';
import {
  audit,
  candidates,
  categories,
  chosenPair,
  comparedTexts,
  rewards,
  vocabulary,
  weights,
  words,
  written,
} from './run/feeds.ts';
import {arrange, choosePair, want, watch, write} from './run/session.ts';
import {presentSettings} from './run/settings.ts';
import {useLab} from './run/store.ts';
import {watchWords} from './run/words.ts';

type FormulaName =
  | 'categories'
  | 'audit'
  | 'bestOf'
  | 'accuracy'
  | 'reliability'
  | 'margins'
  | 'weights'
  | 'substance'
  | 'words';

const formulaOf = (name: FormulaName) => () =>
  import('../panels/formulas.ts').then(({panelFormulas}) => panelFormulas[name]);

const wantRewards = () => want('rewards');
const wantCandidates = () => want('candidates');
const wantWeights = () => want('weights');

const wantAudit = () => want('audit');

const OF_REWARDS = {rewards, onDrawn: wantRewards};

const useRewards = () => useEffect(() => watch('rewards'), []);

export function Audit() {
  useEffect(() => watch('audit'), []);
  return <AuditPanel audit={audit} onDrawn={wantAudit} formula={formulaOf('audit')} />;
}

export function BestOf() {
  useEffect(() => watch('candidates'), []);
  return <BestOfPanel candidates={candidates} onDrawn={wantCandidates} formula={formulaOf('bestOf')} />;
}

export function Accuracy() {
  useRewards();
  return <AccuracyByGapPanel {...OF_REWARDS} formula={formulaOf('accuracy')} />;
}

export function ByCategory() {
  useRewards();
  return <CategoriesPanel {...OF_REWARDS} categories={categories} formula={formulaOf('categories')} />;
}

export function Reliability() {
  useRewards();
  return <ReliabilityPanel {...OF_REWARDS} formula={formulaOf('reliability')} />;
}

export function Margins() {
  useRewards();
  return <MarginPanel {...OF_REWARDS} formula={formulaOf('margins')} />;
}

export function Substance() {
  useRewards();
  return <StyleSubstancePanel {...OF_REWARDS} formula={formulaOf('substance')} />;
}

export function Weights() {
  useEffect(() => watch('weights'), []);
  return <WeightsPanel weights={weights} onDrawn={wantWeights} formula={formulaOf('weights')} />;
}

export function Reading() {
  useRewards();
  useEffect(watchWords, []);
  const writes = useLab(({panels}) => panels.includes('writing'));
  return (
    <ReadingPanel
      {...OF_REWARDS}
      texts={comparedTexts}
      words={words}
      chosen={chosenPair}
      onChoose={choosePair}
      onWrite={writes ? undefined : openWriting}
      formula={formulaOf('words')}
    />
  );
}

/** Whether the reader has asked to write: the panel that opens then takes the focus. */
let asksToWrite = false;

/** Puts the panel below the pair that is read. */
function openWriting(): void {
  const {panels} = useLab.getState();
  const at = panels.indexOf('reading') + 1;
  asksToWrite = true;
  arrange([...panels.slice(0, at), 'writing', ...panels.slice(at)]);
}

type Language = typeof import('./writing.ts');

export function Writing() {
  useRewards();
  useEffect(watchWords, []);
  // As text, which is equal for equal settings: a slider that moves makes new ones at every change of the state.
  const settings = useLab((state) => JSON.stringify(presentSettings(state).world));
  const world = useMemo(() => JSON.parse(settings) as {kind: string} & Record<string, unknown>, [settings]);
  const topic = useLab(({points, compared, pair = 0}) => compared && points?.groupOf[compared.unseen[2 * pair]]);
  const [language, setLanguage] = useState<Language>();
  const [focused] = useState(asksToWrite);
  useEffect(() => {
    asksToWrite = false;
  }, []);
  const speaks = world.kind === 'responses' && topic !== undefined;
  useEffect(() => {
    if (speaks) void import('./writing.ts').then(setLanguage);
  }, [speaks]);
  const known = speaks ? language : undefined;
  return (
    <WritingPanel
      texts={comparedTexts}
      words={words}
      chosen={chosenPair}
      vocabulary={vocabulary}
      written={written}
      focused={focused}
      onWrite={write}
      formula={formulaOf('words')}
      offers={known?.offersFor(topic!) ?? []}
      about={known && ((tokens) => known.aboutAnswer(tokens, topic!, world))}
    />
  );
}
