import {lazy, Suspense, useState} from 'react';
import {Button} from 'react-aria-components';
import {language} from '../../programs/index.spec.ts';
import {describeDifference, differences, type Place, seedField, stepsField} from '../../spec/index.ts';
import {FieldControl} from '../controls/FieldControl.tsx';
import {Choice} from '../controls/Options.tsx';
import {stageOf} from '../presets.ts';
import {setKind, setSeed, setSetting, setSteps} from '../run/changes.ts';
import {settledSpec} from '../run/settings.ts';
import {useLab} from '../run/store.ts';
import {usePlaces} from '../run/usePlaces.ts';
import {Hint} from './Hint.tsx';
import {PresetPicker} from './PresetPicker.tsx';

const KindMenu = lazy(() => import('./overlays.tsx').then((module) => ({default: module.KindMenu})));

/** Sections whose kind can be chosen without opening "all settings". */
const CHOSEN_OFTEN = ['objective', 'world', 'model'];

/** More parts than this, or more letters in their names, are chosen from a menu. */
const SIDE_BY_SIDE = 3;
const LETTERS = 30;

const needsMenu = (kinds: readonly Place['part'][]): boolean =>
  kinds.length > SIDE_BY_SIDE || kinds.reduce((sum, {label}) => sum + label.length, 0) > LETTERS;

/** The order in which a student needs them. */
const ORDER = ['objective', 'training', 'world', 'model'];

/** All settings, generated from the spec: the few that matter first, the others behind "all settings". */
export function Rail() {
  const spec = useLab((state) => state.spec);
  const {turn, sliders = []} = useLab((state) => state.preset);
  const [all, setAll] = useState(false);
  const places = usePlaces();
  const {sections} = language.program(stageOf(spec).program);
  const isShown = ({field, path}: Place) => field.main || path === turn || sliders.includes(path);
  // Steps and seed are the other two.
  const hidden = places.filter((place) => !isShown(place)).length + 2;
  return (
    <>
      <PresetPicker />
      <Changes />
      {ORDER.map((name) => (
        <SectionControls
          key={name}
          name={name}
          label={sections[name].label}
          kinds={sections[name].parts}
          places={places.filter((place) => place.section === name && (all || isShown(place)))}
          turn={turn}
          all={all}
        />
      ))}
      {all && (
        <section className="controls">
          <h2 className="eyebrow">Run</h2>
          <FieldControl
            field={stepsField}
            value={stageOf(spec).steps}
            path="steps"
            onChange={(value) => setSteps(value as number)}
          />
          <FieldControl
            field={seedField}
            value={spec.seed}
            path="seed"
            onChange={(value) => setSeed(value as number)}
          />
        </section>
      )}
      <div className="rail-foot">
        <Button className="quiet" onPress={() => setAll(!all)} aria-expanded={all} data-testid="all-settings">
          <span aria-hidden="true">{all ? '▾' : '▸'}</span> {all ? 'Fewer settings' : `All settings (${hidden} more)`}
        </Button>
        <Button
          className="quiet"
          onPress={() => setSeed((spec.seed + 1) % 4294967296)}
          aria-label={`Seed ${spec.seed}: take the next one`}
          data-testid="next-seed"
        >
          seed {spec.seed} ⟳
        </Button>
      </div>
    </>
  );
}

interface SectionProps {
  name: string;
  label: string;
  kinds: readonly Place['part'][];
  places: readonly Place[];
  turn: string;
  all: boolean;
}

function SectionControls({name, label, kinds, places, turn, all}: SectionProps) {
  const kind = useLab((state) => (stageOf(state.spec).spec as Record<string, {kind: string}>)[name].kind);
  const lab = useLab((state) => state.preset.lab);
  const choosable = kinds.length > 1 && (all || CHOSEN_OFTEN.includes(name));
  const heading = `heading-${name}`;
  const sorted = [...places].sort((a, b) => Number(b.path === turn) - Number(a.path === turn));
  if (sorted.length === 0 && !choosable) return null;
  return (
    <section className="controls" aria-labelledby={heading}>
      <h2 className="eyebrow" id={heading}>
        {label}
      </h2>
      {sorted[0]?.path === turn && <Hint name={lab === 'sphere' ? 'turn' : 'taste'} />}
      {choosable && (
        <div className="field">
          {needsMenu(kinds) ? (
            <Suspense fallback={<span className="kind-button">{kinds.find((part) => part.kind === kind)?.label}</span>}>
              <KindMenu
                labelledBy={heading}
                label={label}
                testId={`kind-${name}`}
                kinds={kinds}
                value={kind}
                onChange={(next) => setKind(name, next)}
              />
            </Suspense>
          ) : (
            <Choice
              labelledBy={heading}
              testId={`kind-${name}`}
              options={kinds.map((part) => ({id: part.kind, label: part.label}))}
              value={kind}
              onChange={(next) => setKind(name, next)}
            />
          )}
          <p className="field-help">{kinds.find((part) => part.kind === kind)?.help}</p>
        </div>
      )}
      {sorted.map(({field, value, path}) => (
        <FieldControl
          key={`${kind} ${path}`}
          field={field}
          value={value}
          path={path}
          emphasised={path === turn}
          onChange={(next) => setSetting(path, next)}
        />
      ))}
    </section>
  );
}

/** What differs from the preset, in words. */
function Changes() {
  const text = useLab((state) =>
    differences(language, state.preset.spec, settledSpec(state)).map(describeDifference).join(' · '),
  );
  if (!text) return null;
  return (
    <p className="changes" data-testid="changes">
      <span className="eyebrow">Changed</span> {text}
    </p>
  );
}
