/** The settings that a study names: a moved one is set in all arms that have it. */
import {useEffect, useRef, useState} from 'react';
import {Button} from 'react-aria-components';
import {formatNumber} from '../../spec/index.ts';
import {FieldControl} from '../controls/FieldControl.tsx';
import {type Changes, changesText, isRegistered, type StudySlider, UNCHANGED} from './arms.ts';

interface Props {
  sliders: readonly StudySlider[];
  changes: Changes;
  onChange(changes: Changes): void;
}

/** Milliseconds without a move after which all arms begin again. */
const SETTLED = 400;

export function Sliders({sliders, changes, onChange}: Props) {
  const [draft, setDraft] = useState(changes.settings);
  const timer = useRef(0);
  useEffect(() => setDraft(changes.settings), [changes]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const move = (name: string, value: number) => {
    const settings = {...draft, [name]: value};
    setDraft(settings);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => onChange({...changes, settings}), SETTLED);
  };
  if (sliders.length === 0) return null;
  return (
    <section className="controls study-sliders" aria-labelledby="sliders-heading">
      <h2 className="eyebrow" id="sliders-heading">
        Turn
      </h2>
      {sliders.map(({name, field, values}) => (
        <div key={name}>
          <FieldControl
            field={field}
            value={draft[name] ?? values[0].value}
            path={name}
            onChange={(value) => move(name, value as number)}
          />
          <p className="fine">{registeredText(values)}</p>
        </div>
      ))}
    </section>
  );
}

/** Says clearly that what is measured now is not what was registered, with a way back. */
export function NotRegistered({sliders, changes, onChange}: Props) {
  return (
    <div role="status">
      {!isRegistered(changes) && (
        <div className="notice" data-testid="not-registered">
          <p>
            <b>Not the registered setting:</b> {changesText(changes, sliders)}. What is measured now is exploration; the
            verdict on file stands for the registered setting.
          </p>
          <Button onPress={() => onChange(UNCHANGED)} data-testid="registered">
            Back to the registered setting
          </Button>
        </div>
      )}
    </div>
  );
}

/** "Registered: 0, 0.3, 1 in 4 arms." */
function registeredText(values: StudySlider['values']): string {
  const different = [...new Set(values.map(({value}) => value))].sort((a, b) => a - b);
  return `Registered: ${different.map(formatNumber).join(', ')} in ${named(values.length)}.`;
}

const named = (arms: number) => (arms === 1 ? 'one arm' : `${arms} arms`);
