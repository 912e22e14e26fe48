import {useRef} from 'react';
import {useSlider, useSliderThumb} from 'react-aria';
import {useSliderState} from 'react-stately';
import type {NumberField} from '../../spec/index.ts';
import {scaleOf} from './scale.ts';

interface Props {
  field: NumberField;
  value: number;
  labelledBy: string;
  describedBy: string;
  testId: string;
  /** Whether labelled positions stand under the track. */
  marked: boolean;
  onChange(value: number): void;
}

/** A slider on the field's own scale: linear, logarithmic, or powers of two. */
export function Slider({field, value, labelledBy, describedBy, testId, marked, onChange}: Props) {
  const scale = scaleOf(field);
  const track = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const state = useSliderState({
    value: [scale.toPosition(value)],
    minValue: 0,
    maxValue: scale.positions,
    step: 1,
    // Screen readers say the value, not the position on the track.
    numberFormatter: {format: (position: number) => scale.text(scale.toValue(position))} as Intl.NumberFormat,
    onChange: ([position]) => onChange(scale.toValue(position)),
  });
  const aria = {'aria-labelledby': labelledBy, 'aria-describedby': describedBy};
  const {groupProps, trackProps} = useSlider(aria, state, track);
  const {thumbProps, inputProps, isFocused} = useSliderThumb(
    {index: 0, trackRef: track, inputRef: input, ...aria},
    state,
  );
  const at = `${100 * state.getThumbPercent(0)}%`;
  return (
    <div {...groupProps} className="slider">
      <div {...trackProps} ref={track} className="slider-track">
        <span className="slider-fill" style={{width: at}} />
        {(marked ? field.marks : []).map((mark) => (
          <span
            key={mark}
            className="slider-mark"
            style={{left: `${(100 * scale.toPosition(mark)) / scale.positions}%`}}
          >
            {scale.text(mark).replace('-', '−')}
          </span>
        ))}
        <div
          {...thumbProps}
          className="slider-thumb"
          data-focused={isFocused || undefined}
          style={{...thumbProps.style, left: at}}
        >
          <input
            {...inputProps}
            // A label that is scrolled out of view is a label for some checkers only where it is written here.
            aria-labelledby={undefined}
            aria-label={field.label}
            ref={input}
            className="unseen"
            data-testid={testId}
          />
        </div>
      </div>
    </div>
  );
}
