/** Numbers as texts for readers, with a true minus sign instead of a hyphen. */

const minus = (text: string) => text.replace('-', '−');

const grouped = new Intl.NumberFormat('en-GB', {maximumFractionDigits: 0});

/** 1,284 */
export const formatSteps = (tick: number): string => grouped.format(tick);

/** A measured value with two or three significant digits: 1,284, 62.3, 0.56, 0.0032, 4.1e−6. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1000) return minus(grouped.format(value));
  if (size >= 10) return minus(value.toFixed(1));
  if (size >= 0.095 || size < 1e-12) return minus(value.toFixed(2));
  if (size >= 0.001) return minus(String(Number(value.toPrecision(2))));
  return value.toExponential(1).replaceAll('-', '−');
}

/** A value with its sign and two decimals: +0.50, −1.25. */
export const signed = (value: number): string => (value > 0 ? '+' : '') + minus(value.toFixed(2));

/** A round value of an axis: −0.5. */
export const cosineText = (value: number): string => minus(String(value));

/** A temperature: two decimals, or two digits when it is small: 0.10, 0.05, 0.025. */
export function formatTemperature(value: number): string {
  return Math.abs(100 * value - Math.round(100 * value)) < 1e-6
    ? value.toFixed(2)
    : String(Number(value.toPrecision(2)));
}

/** A share: 3.1 %, under 0.1 %. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share === 0) return '0 %';
  return share < 0.001 ? '< 0.1 %' : `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;
}

/** A number for tables and files, with six significant digits. */
export const plain = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(6)) : value);
