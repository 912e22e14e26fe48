import {memo, Suspense, useState} from 'react';
import {Button} from 'react-aria-components';
import {useRun} from '../../labs/kit/context.tsx';
import type {RailSection} from '../../labs/kit/lab.ts';
import {presentKind, settledSpec, shownIndex, shownStage} from '../../labs/kit/settings.ts';
import {lazyPart} from '../../panels/frame/later.ts';
import {Terms} from '../../panels/glossary/Terms.tsx';
import {language} from '../../programs/index.spec.ts';
import {
  changesMade,
  describeDifference,
  membersOf,
  type Place,
  type Section,
  seedField,
  stepsField,
} from '../../spec/index.ts';
import {setKind, setSeed, setSetting, setSteps, takeNextSeed} from '../changes.ts';
import {FieldControl} from '../controls/FieldControl.tsx';
import {Choice} from '../controls/Options.tsx';
import {Locked, RuledField} from '../modes/teaching/RuledField.tsx';
import {isHidden, isLocked, useTeaching} from '../modes/teaching/rules.ts';
import {past, present, usePage} from '../page.ts';
import {isOffered, openTrio, PATH} from '../trio/open.ts';
import {usePlaces, useSettled} from '../usePlaces.ts';
import {Hint} from './Hint.tsx';
import {KindMenu, WhatNext} from './menus.ts';
import {PresetPicker} from './PresetPicker.tsx';

const Members = lazyPart(() => import('./Members.tsx'));
const Stages = lazyPart(() => import('./Stages.tsx'));

/** More parts than this, or more letters in all their names, and a menu takes the place of buttons. */
const SIDE_BY_SIDE = 3;
const LETTERS = 30;

const needsMenu = (kinds: readonly Place['part'][]): boolean =>
  kinds.length > SIDE_BY_SIDE || kinds.reduce((sum, {label}) => sum + label.length, 0) > LETTERS;

/** All settings, generated from the spec: the few that matter first, the others behind "all settings". */
export function Rail() {
  const spec = useRun((state) => state.spec);
  const stage = useRun(shownStage);
  const seed = useRun((state) => membersOf(state.spec)[state.member]?.seed ?? state.spec.seed);
  const {turn, sliders = []} = useRun((state) => state.preset);
  const [all, setAll] = useState(false);
  const places = usePlaces();
  const sections = useSections();
  const teaching = useTeaching(({now}) => now);
  const free = (control: string) => !isHidden(teaching, control);
  const isShown = ({field, path}: Place) => field.main || path === turn || sliders.includes(path);
  // Steps and seed are hidden too.
  const hidden = places.filter((place) => !isShown(place) && free(place.path)).length + 2;
  return (
    <>
      {free('preset') && <Picker />}
      <Suspense>
        {spec.stages.length > 1 && <Stages />}
        {spec.fan && <Members />}
      </Suspense>
      <Changes />
      <Next />
      {sections.map((section) =>
        'View' in section ? (
          <section.View key={section.id} />
        ) : (
          <SectionControls
            key={section.section}
            name={section.section}
            chosenOften={section.chosenOften ?? false}
            section={language.program(stage.program).sections[section.section]}
            places={places.filter(
              (place) => place.section === section.section && (all || isShown(place)) && free(place.path),
            )}
            turn={turn}
            all={all}
          />
        ),
      )}
      {all && (
        <section className="controls">
          <h2 className="eyebrow">Run</h2>
          <FieldControl
            field={stepsField}
            value={stage.steps}
            path="steps"
            onChange={(value) => setSteps(present(), value as number)}
          />
          <RuledField
            field={seedField}
            value={seed}
            path="seed"
            onChange={(value) => setSeed(present(), value as number)}
          />
        </section>
      )}
      <div className="rail-foot">
        {free('all') && (
          <Button className="quiet" onPress={() => setAll(!all)} aria-expanded={all} data-testid="all-settings">
            <span aria-hidden="true">{all ? '▾' : '▸'}</span> {all ? 'Fewer settings' : `All settings (${hidden} more)`}
          </Button>
        )}
        <Button
          className="quiet"
          isDisabled={!free('seed') || isLocked(teaching, 'seed')}
          onPress={() => takeNextSeed(present())}
          aria-label={`Seed ${seed}: take the next one`}
          data-testid="next-seed"
        >
          seed {seed} ⟳
        </Button>
      </div>
    </>
  );
}

/** The lab's sections that the shown stage's program has, then the program's others. All, before the lab is loaded. */
function useSections(): readonly RailSection[] {
  const rail = usePage(({loaded}) => loaded?.rail);
  const {sections} = language.program(useRun(shownStage).program);
  const own = rail?.filter((section) => 'View' in section || section.section in sections);
  const named = new Set(own?.map((section) => ('View' in section ? section.id : section.section)));
  const others = Object.keys(sections).filter((name) => !named.has(name));
  return [...(own ?? []), ...others.map((section) => ({section}))];
}

interface SectionProps {
  name: string;
  /** Whether its kind can be chosen without opening "all settings". */
  chosenOften: boolean;
  section: Section;
  places: readonly Place[];
  turn: string;
  all: boolean;
}

function SectionControls({name, chosenOften, section: {label, parts: kinds}, places, turn, all}: SectionProps) {
  const kind = useRun((state) => presentKind(state, name));
  const teaching = useTeaching(({now}) => now);
  const control = `kind:${name}`;
  const choosable = kinds.length > 1 && (all || chosenOften) && !isHidden(teaching, control);
  const heading = `heading-${name}`;
  const sorted = [...places].sort((a, b) => Number(b.path === turn) - Number(a.path === turn));
  if (sorted.length === 0 && !choosable) return null;
  return (
    <section className="controls" aria-labelledby={heading}>
      <h2 className="eyebrow" id={heading}>
        {label}
      </h2>
      {sorted[0]?.path === turn && <Hint spot="slider" />}
      {choosable && isLocked(teaching, control) && (
        <Locked label={label} value={kinds.find((part) => part.kind === kind)?.label ?? kind} />
      )}
      {choosable && !isLocked(teaching, control) && (
        <KindField name={name} label={label} labelledBy={heading} kinds={kinds} kind={kind} />
      )}
      {sorted.map(({field, value, path}) => (
        <div key={`${kind} ${path}`} className="rail-field">
          <Setting field={field} value={value} path={path} emphasised={path === turn} />
          {path === PATH && !isLocked(teaching, path) && <TrioButton />}
        </div>
      ))}
    </section>
  );
}

// A slider is moved many times a second: what it does not change is not made again.
const Picker = memo(PresetPicker);
const Next = memo(() => (
  <Suspense>
    <WhatNext />
  </Suspense>
));

type SettingProps = Pick<Place, 'field' | 'value' | 'path'> & {emphasised: boolean};

const Setting = memo(({path, ...props}: SettingProps) => (
  <RuledField {...props} path={path} onChange={(next) => setSetting(present(), path, next)} />
));

interface KindProps {
  name: string;
  label: string;
  labelledBy: string;
  kinds: Section['parts'];
  kind: string;
}

const KindField = memo(({name, label, labelledBy, kinds, kind}: KindProps) => {
  const now = kinds.find((part) => part.kind === kind);
  const choice = {labelledBy, testId: `kind-${name}`, value: kind};
  const onChange = (next: string) => setKind(present(), name, next);
  return (
    <div className="field">
      {needsMenu(kinds) ? (
        <Suspense fallback={<span className="kind-button">{now?.label}</span>}>
          <KindMenu {...choice} label={label} kinds={kinds} onChange={onChange} />
        </Suspense>
      ) : (
        <Choice {...choice} options={kinds.map((part) => ({id: part.kind, label: part.label}))} onChange={onChange} />
      )}
      <p className="field-help">
        <Terms>{now?.help}</Terms>
      </p>
    </div>
  );
});

/** Opens the same run at three temperatures. */
const TrioButton = memo(() => {
  if (!useRun((state) => isOffered(state.spec))) return null;
  return (
    <Button
      className="quiet trio-button"
      onPress={openTrio}
      aria-label="Three temperatures at once"
      data-testid="open-trio"
    >
      three at once
    </Button>
  );
});

/** The differences from the preset, in words. */
const Changes = memo(() => {
  const state = useSettled();
  const {stages} = state.preset.spec;
  // A continued run has more stages than its preset: only the preset's own are compared.
  const shown = shownIndex(state) < stages.length ? state : {...state, chosenStage: undefined};
  const text = changesMade(language, state.preset.spec, settledSpec(shown)).map(describeDifference).join(' · ');
  const undoable = usePage((state) => state.undoable);
  const redoable = usePage((state) => state.redoable);
  if (!text && !undoable && !redoable) return null;
  return (
    <div className="changes-line">
      {text && (
        <p className="changes" data-testid="changes">
          <span className="eyebrow">Changed</span> {text}
        </p>
      )}
      <Way sign="↶" label="Undo the last change" possible={undoable} act={() => past.undo()} testId="undo" />
      <Way sign="↷" label="Do it again" possible={redoable} act={() => past.redo()} testId="redo" />
    </div>
  );
});

interface WayProps {
  sign: string;
  label: string;
  possible: boolean;
  act(): void;
  testId: string;
}

/** Goes along what the reader has changed. */
function Way({sign, label, possible, act, testId}: WayProps) {
  return (
    <Button className="quiet way" aria-label={label} isDisabled={!possible} onPress={act} data-testid={testId}>
      {sign}
    </Button>
  );
}
