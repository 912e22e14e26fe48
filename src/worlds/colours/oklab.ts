/**
 * OKLab: colours as lightness and two opponent axes, in which equal distances look about equally far. Matrices of the
 * published definition (Ottosson, "A perceptual color space for image processing", 2020).
 */

export type Lab = readonly [lightness: number, greenRed: number, blueYellow: number];

/** Of a colour #rrggbb in sRGB. */
export function labOf(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Light of an sRGB value (IEC 61966-2-1). */
const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

export const distanceOf = (a: Lab, b: Lab): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** Below this distance from the grey axis a colour has no hue. */
const GREY = 0.03;
/** Where each hue begins, in degrees. */
const SECTORS: readonly [from: number, name: string][] = [
  [8, 'Red'],
  [42, 'Orange'],
  [80, 'Yellow'],
  [118, 'Green'],
  [168, 'Turquoise'],
  [225, 'Blue'],
  [285, 'Purple'],
  [335, 'Pink'],
];

export const HUES: string[] = [...SECTORS.map(([, name]) => name), 'Grey'];

/** The place of its hue in `HUES`. */
export function hueOf([, a, b]: Lab): number {
  if (Math.hypot(a, b) < GREY) return HUES.length - 1;
  const degrees = (Math.atan2(b, a) * 180) / Math.PI;
  const angle = degrees < SECTORS[0][0] ? degrees + 360 : degrees;
  return SECTORS.findLastIndex(([from]) => angle >= from);
}
