/** One setting of a sweep: which one, and its values as a range or one by one. */
import {useId} from 'react';
import {Button} from 'react-aria-components';
import type {Spec} from '../../spec/index.ts';
import {Choice} from '../controls/Options.tsx';
import {type AxisDraft, axisDraft, ranged, rangeProblem} from './draft.ts';
import {NumberInput} from './NumberInput.tsx';
import {sweepable} from './plan.ts';

interface Props {
  index: number;
  spec: Spec;
  stage: string;
  axis: AxisDraft;
  /** Settings that are swept already. */
  others: readonly string[];
  onChange(axis: AxisDraft): void;
  onRemove?: (() => void) | undefined;
}

export function AxisForm({index, spec, stage, axis, others, onChange, onRemove}: Props) {
  const [name, problem] = [useId(), useId()];
  const places = sweepable(spec, stage).filter(({path}) => !others.includes(path));
  const sections = [...new Set(places.map(({section}) => section))];
  const wrong = rangeProblem(spec, stage, axis);
  const change = (part: Partial<AxisDraft>) => onChange(ranged(spec, stage, axis, part));
  const id = `sweep-${index === 0 ? 'first' : 'second'}`;
  return (
    <fieldset className="sweep-axis">
      <legend className="eyebrow">{index === 0 ? 'Setting' : 'Second setting'}</legend>
      {onRemove && (
        <Button className="quiet sweep-remove" onPress={onRemove} aria-label="Without a second setting">
          ✕
        </Button>
      )}
      <select
        className="rail-select"
        aria-label={index === 0 ? 'Setting' : 'Second setting'}
        value={axis.path}
        onChange={({currentTarget}) => onChange(axisDraft(spec, stage, currentTarget.value))}
        data-testid={id}
      >
        {sections.map((section) => (
          <optgroup key={section} label={section[0].toUpperCase() + section.slice(1)}>
            {places
              .filter((place) => place.section === section)
              .map(({path, field}) => (
                <option key={path} value={path}>
                  {field.label}
                  {field.symbol ? ` ${field.symbol}` : ''}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <div className="sweep-range">
        <NumberInput label="from" value={axis.from} testId={`${id}-from`} onChange={(from) => change({from})} />
        <NumberInput label="to" value={axis.to} testId={`${id}-to`} onChange={(to) => change({to})} />
        <NumberInput label="values" value={axis.count} testId={`${id}-count`} onChange={(count) => change({count})} />
      </div>
      <span className="unseen" id={name}>
        How the values are spaced
      </span>
      <Choice
        labelledBy={name}
        testId={`${id}-scale`}
        options={[
          {id: 'linear', label: 'equal steps'},
          {id: 'log', label: 'equal factors'},
        ]}
        value={axis.scale}
        onChange={(scale) => change({scale: scale as AxisDraft['scale']})}
      />
      <label className="sweep-input">
        <span>these values</span>
        <textarea
          rows={2}
          spellCheck={false}
          value={axis.values}
          onChange={({currentTarget}) => onChange({...axis, values: currentTarget.value})}
          aria-describedby={wrong ? problem : undefined}
          data-testid={`${id}-values`}
        />
      </label>
      {wrong && (
        <p className="field-problem" id={problem} role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}
