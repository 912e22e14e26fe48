/** The values of a field for the integer positions of a slider. */
import {formatNumber, type NumberField} from '../../spec/index.ts';

export interface Scale {
  /** The last position; the first is 0. */
  positions: number;
  toPosition(value: number): number;
  toValue(position: number): number;
  text(value: number): string;
}

/** Positions of a logarithmic slider in each factor of ten. */
const PER_DECADE = 40;

export function scaleOf(field: NumberField): Scale {
  if (field.step === 'octave') return octaves(field);
  return field.scale === 'log' ? decades(field) : even(field);
}

/** The powers of two within the range. */
function octaves({range: [low, high]}: NumberField): Scale {
  const first = Math.ceil(Math.log2(low));
  const positions = Math.floor(Math.log2(high)) - first;
  return {
    positions,
    toPosition: (value) => Math.round(Math.min(Math.max(Math.log2(value) - first, 0), positions)),
    toValue: (position) => 2 ** (first + position),
    text: formatNumber,
  };
}

/** A logarithmic scale, rounded to two significant digits. */
function decades({range: [low, high], integer}: NumberField): Scale {
  const span = Math.log10(high / low);
  const positions = Math.round(span * PER_DECADE);
  const rounded = (value: number) => (integer ? Math.round(value) : Number(value.toPrecision(2)));
  return {
    positions,
    toPosition: (value) => Math.round((positions * Math.log10(Math.min(Math.max(value, low), high) / low)) / span),
    toValue: (position) => Math.min(Math.max(rounded(low * 10 ** ((span * position) / positions)), low), high),
    text: formatNumber,
  };
}

function even({range: [low, high], step, integer}: NumberField): Scale {
  const width = typeof step === 'number' ? step : integer ? 1 : (high - low) / 100;
  const positions = Math.round((high - low) / width);
  return {
    positions,
    toPosition: (value) => Math.round((Math.min(Math.max(value, low), high) - low) / width),
    // Rounded, because steps of 0.1 would give 0.30000000000000004.
    toValue: (position) => Math.min(Number((low + position * width).toPrecision(12)), high),
    text: formatNumber,
  };
}
