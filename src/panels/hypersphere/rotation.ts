/** Turning the sphere: unit quaternions and the trackball. x points right, y up, z towards the reader. */

export type Quaternion = readonly [w: number, x: number, y: number, z: number];
export type Vector = readonly [x: number, y: number, z: number];

export const STILL: Quaternion = [1, 0, 0, 0];

export function normalised([w, x, y, z]: Quaternion): Quaternion {
  const length = Math.hypot(w, x, y, z);
  return [w / length, x / length, y / length, z / length];
}

/** The turn that does `second` after `first`. */
export function after([a, b, c, d]: Quaternion, [e, f, g, h]: Quaternion): Quaternion {
  return normalised([
    a * e - b * f - c * g - d * h,
    a * f + b * e + c * h - d * g,
    a * g - b * h + c * e + d * f,
    a * h + b * g - c * f + d * e,
  ]);
}

/** The turn by `angle` (radians, counter-clockwise) about a unit axis. */
export function about([x, y, z]: Vector, angle: number): Quaternion {
  const s = Math.sin(angle / 2);
  return [Math.cos(angle / 2), s * x, s * y, s * z];
}

const cross = ([a, b, c]: Vector, [d, e, f]: Vector): Vector => [b * f - c * e, c * d - a * f, a * e - b * d];
const dot = ([a, b, c]: Vector, [d, e, f]: Vector): number => a * d + b * e + c * f;

/** The shortest turn that brings one unit vector to another. */
export function arc(from: Vector, to: Vector): Quaternion {
  const w = 1 + dot(from, to);
  // (Nearly) opposite: their cross product says (next to) nothing. Half a turn about anything perpendicular to the first
  // brings it to its opposite, and what is left is a small turn.
  if (w < 1e-6) {
    const [x, y, z] = cross(from, Math.abs(from[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]);
    return after(arc([-from[0], -from[1], -from[2]], to), normalised([0, x, y, z]));
  }
  return normalised([w, ...cross(from, to)]);
}

/** Part `t` in [0, 1] of the way from one turn to another, the short way round. */
export function between(from: Quaternion, to: Quaternion, t: number): Quaternion {
  const cosine = from.reduce((sum, value, i) => sum + value * to[i], 0);
  const sign = cosine < 0 ? -1 : 1;
  const angle = Math.acos(Math.min(1, Math.abs(cosine)));
  if (angle < 1e-6) return to;
  const a = Math.sin((1 - t) * angle) / Math.sin(angle);
  const b = (sign * Math.sin(t * angle)) / Math.sin(angle);
  const [w, x, y, z] = from.map((value, i) => a * value + b * to[i]);
  return normalised([w, x, y, z]);
}

/** The turn as a matrix [3, 3], row by row: a point p is seen at M p. */
export function matrixOf([w, x, y, z]: Quaternion, out: Float64Array = new Float64Array(9)): Float64Array {
  out[0] = 1 - 2 * (y * y + z * z);
  out[1] = 2 * (x * y - w * z);
  out[2] = 2 * (x * z + w * y);
  out[3] = 2 * (x * y + w * z);
  out[4] = 1 - 2 * (x * x + z * z);
  out[5] = 2 * (y * z - w * x);
  out[6] = 2 * (x * z - w * y);
  out[7] = 2 * (y * z + w * x);
  out[8] = 1 - 2 * (x * x + y * y);
  return out;
}

export function turned(q: Quaternion, [x, y, z]: Vector): Vector {
  const m = matrixOf(q);
  return [m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z];
}

/**
 * The point of the unit sphere under a pointer at (x, y), in radii from the centre, y up. Inside the disc it is the
 * point that the reader sees there; outside it the sphere goes on round the back at one radian a radius, so that a drag
 * past the rim keeps turning.
 */
export function underPointer(x: number, y: number): Vector {
  const distance = Math.hypot(x, y);
  if (distance <= 1) return [x, y, Math.sqrt(1 - distance * distance)];
  const angle = Math.PI / 2 + (distance - 1);
  const across = Math.sin(angle) / distance;
  return [across * x, across * y, Math.cos(angle)];
}

/** The turn after a drag: what was under the pointer where the drag began is under the pointer now. */
export function dragged(start: Quaternion, from: Vector, to: Vector): Quaternion {
  return after(arc(from, to), start);
}
