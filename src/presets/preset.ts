/**
 * Presets: experiments to begin with, as data. A card is what menus show, a body is what the preset opens; both are loaded when they
 * are wanted. Every link names a preset and stores only what differs from it.
 */
import {language} from '../programs/index.spec.ts';
import type {Condition} from '../spec/conditions.ts';
import type {Spec, Stage} from '../spec/index.ts';
import type {Preset as LinkPreset} from '../spec/link.ts';

export interface Card {
  id: string;
  /** Its heading in the menu, under which all cards of that heading stand together. */
  group?: string;
  title: string;
  /** One or two sentences: the question that the preset asks. */
  text: string;
}

/** A question to guess at before anything is turned. A lesson answers it. */
export interface Ask {
  text: string;
  lesson: string;
  /** The lesson's step that asks the same. */
  step: string;
  /** Answers that can be given at once: ids of the step's own. Without them the lesson asks. */
  options?: readonly {id: string; label: string}[];
  /** Whether it is drawn into the figure of the lab, before the run is seen. */
  here?: true;
}

/** What stands over the figure in the middle. */
export interface Words {
  title: string;
  sentence: string;
}

/** Words, and of what measured values they are true. */
export interface State extends Words {
  when: Condition;
}

/** What the page shows of a preset's run first. */
interface View {
  ask?: Ask;
  /** What the story begins with, and when it comes back to it. */
  figure: Words & Partial<State>;
  /** What else is seen where the run gets there. Of those that hold, the first one is told. */
  states?: readonly State[];
  /** The setting to change first. */
  turn: string;
  /** Settings that stand on the rail beside those that always do. */
  sliders?: readonly string[];
  /** The metric that the curves show first. */
  metric: string;
  /** The panels beside the figure, from the top down, when they are not the usual ones. */
  panels?: readonly string[];
}

export interface Body extends View {
  /** Settings of the one stage that differ from its program's defaults. */
  settings?: Record<string, unknown>;
  /** Steps of the one stage. */
  steps?: number;
  /** The stages, where there are several. */
  stages?: readonly unknown[];
  /** The seed, if what it shows depends on the initial weights. */
  seed?: number;
}

/** Bodies by id. */
export type Bodies = Readonly<Record<string, Body>>;

/** Presets of one kind, which a lab shows. */
export interface Collection {
  name: string;
  /** The program of presets with one stage. */
  program: string;
  /** Of its presets, in the order of the menu. */
  ids: readonly string[];
  /** The first one, where it need not be loaded. */
  first?: {card: Card; body: Body};
  loadCards(): Promise<readonly Card[]>;
  load(): Promise<Bodies>;
}

export interface Preset extends LinkPreset, Card, View {
  /** Name of its collection. */
  collection: string;
}

const STAGE = 'main';

/** The programs of a preset's stages, whose specs are loaded before it is joined. */
export const programsOf = ({program}: Collection, {stages}: Body): string[] =>
  stages ? language.named({stages}) : [program];

/** Joins card and body, with the spec that they open. Throws if the body is wrong: a test opens every preset. */
export function presetOf({name, program}: Collection, card: Card, body: Body): Preset {
  const {settings = {}, steps, stages, seed, ...view} = body;
  const json = {
    ...(seed !== undefined && {seed}),
    stages: stages ?? [{id: STAGE, program, spec: settings, ...(steps !== undefined && {steps})}],
  };
  const spec = language.check(json);
  if (!spec.ok) throw new Error(`Preset ${card.id}: ${spec.sentences.join(' ')}`);
  return {...card, ...view, collection: name, spec: spec.value};
}

/** The stage that a preset's own settings belong to. */
export const firstStage = (spec: Spec): Stage => spec.stages[0];
