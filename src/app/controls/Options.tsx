/** Controls that choose one or several of a few named options. */
import {ToggleButton, ToggleButtonGroup} from 'react-aria-components';
import type {Option} from '../../spec/index.ts';

interface Props<V> {
  labelledBy: string;
  describedBy?: string;
  testId: string;
  value: V;
  onChange(value: V): void;
}

interface Named extends Option {
  id: string;
}

/** Exactly one of the options, side by side. */
export function Choice({
  labelledBy,
  describedBy,
  testId,
  options,
  value,
  onChange,
}: Props<string> & {options: Named[]}) {
  return (
    <ToggleButtonGroup
      className="segments"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      data-testid={testId}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={([key]) => onChange(String(key))}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="segment" data-option={option.id}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** Some of the options, at least `atLeast`. */
export function Chips(props: Props<string[]> & {options: Named[]; atLeast: number}) {
  const {labelledBy, describedBy, testId, options, value, atLeast, onChange} = props;
  return (
    <ToggleButtonGroup
      className="chips"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      data-testid={testId}
      selectionMode="multiple"
      selectedKeys={value}
      onSelectionChange={(keys) =>
        keys.size >= atLeast && onChange(options.map(({id}) => id).filter((id) => keys.has(id)))
      }
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className="chip" data-option={option.id}>
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

export function Switch({labelledBy, describedBy, testId, value, onChange}: Props<boolean>) {
  return (
    <ToggleButton
      className="chip"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      data-testid={testId}
      isSelected={value}
      onChange={onChange}
    >
      {value ? 'on' : 'off'}
    </ToggleButton>
  );
}
