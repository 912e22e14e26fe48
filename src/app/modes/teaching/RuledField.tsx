/** A control as the reader may use it: as it is, within limits, to be read only, or not at all. */
import type {ComponentProps} from 'react';
import {describeValue} from '../../../spec/index.ts';
import {FieldControl} from '../../controls/FieldControl.tsx';
import {isHidden, isLocked, limitedField, useTeaching} from './rules.ts';

interface Props extends ComponentProps<typeof FieldControl> {
  /** The control's name, where its path is that of a copy. */
  control?: string;
}

export function RuledField({control, ...props}: Props) {
  const teaching = useTeaching(({now}) => now);
  const name = control ?? props.path;
  if (!teaching) return <FieldControl {...props} />;
  if (isHidden(teaching, name)) return null;
  const {field, value} = props;
  if (isLocked(teaching, name))
    return <Locked label={field.label} symbol={field.symbol} value={describeValue(field, value)} />;
  const limited = field.type === 'number' ? limitedField(field, teaching.limits[name]) : field;
  return <FieldControl {...props} field={limited} />;
}

export function Locked({label, symbol, value}: {label: string; symbol?: string; value: string}) {
  return (
    <p className="field-locked">
      <span className="field-label">
        {label}
        {symbol && <i aria-hidden="true">{symbol}</i>}
      </span>
      <span className="fine">locked</span>
      <b>{value}</b>
    </p>
  );
}
