/** What lies under the points: the globe with its graticule, the ball of a projection. */
import type {Palette} from '../frame/palette.ts';
import type {Disc} from './layout.ts';

type Context = CanvasRenderingContext2D;

/** Points on the unit sphere along lines, each [n, 3]. */
type Lines = readonly Float32Array[];

const FINE = 4;

function line(at: (t: number) => [number, number, number], from: number, to: number): Float32Array {
  const steps = Math.round((to - from) / FINE);
  const out = new Float32Array(3 * (steps + 1));
  for (let i = 0; i <= steps; i++) out.set(at(((from + i * FINE) * Math.PI) / 180), 3 * i);
  return out;
}

const parallel = (degrees: number) => {
  const latitude = (degrees * Math.PI) / 180;
  const [r, y] = [Math.cos(latitude), Math.sin(latitude)];
  return line((t) => [r * Math.cos(t), y, r * Math.sin(t)], 0, 360);
};

const meridian = (degrees: number) => {
  const longitude = (degrees * Math.PI) / 180;
  const [c, s] = [Math.cos(longitude), Math.sin(longitude)];
  // They end short of the poles, where twelve lines in one point would draw the eye.
  return line((t) => [Math.cos(t) * c, Math.sin(t), Math.cos(t) * s], -80, 80);
};

const GRATICULE: Lines = [
  ...[-60, -30, 0, 30, 60].map(parallel),
  ...Array.from({length: 12}, (_, i) => meridian(30 * i)),
];

/** The great circles in the three planes of the axes. */
const FRAME: Lines = [
  line((t) => [Math.cos(t), Math.sin(t), 0], 0, 360),
  line((t) => [0, Math.cos(t), Math.sin(t)], 0, 360),
  line((t) => [Math.cos(t), 0, Math.sin(t)], 0, 360),
];

/** Strokes the parts of the lines that are in front (or behind) after the turn m [3, 3]. */
function strokeSide(context: Context, lines: Lines, {x, y, radius}: Disc, m: Float64Array, front: boolean): void {
  context.beginPath();
  for (const points of lines) {
    let down = false;
    for (let i = 0; i < points.length; i += 3) {
      const [px, py, pz] = [points[i], points[i + 1], points[i + 2]];
      const on = m[6] * px + m[7] * py + m[8] * pz >= 0 === front;
      if (on) {
        const sx = x + radius * (m[0] * px + m[1] * py + m[2] * pz);
        const sy = y - radius * (m[3] * px + m[4] * py + m[5] * pz);
        if (down) context.lineTo(sx, sy);
        else context.moveTo(sx, sy);
      }
      down = on;
    }
  }
  context.stroke();
}

function disc(context: Context, {x, y, radius}: Disc): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/** The sphere's far side: its disc, lit from the upper left and darker where it turns away, and the lines behind. */
export function drawGlobe(context: Context, palette: Palette, at: Disc, m: Float64Array): void {
  const {x, y, radius} = at;
  const light = context.createRadialGradient(x - 0.35 * radius, y - 0.4 * radius, 0.1 * radius, x, y, radius);
  light.addColorStop(0, palette.raised);
  light.addColorStop(0.7, palette.paper);
  light.addColorStop(1, palette.line);
  disc(context, at);
  context.fillStyle = palette.paper;
  context.fill();
  context.fillStyle = light;
  context.globalAlpha = 0.5;
  context.fill();
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.globalAlpha = 0.35;
  strokeSide(context, GRATICULE, at, m, false);
  context.globalAlpha = 1;
}

/** The lines on the near side, above the points behind and under those in front. */
export function drawGraticule(context: Context, palette: Palette, at: Disc, m: Float64Array): void {
  drawNearLines(context, palette.line, at, m, 0.75);
  drawRim(context, palette, at);
}

export function drawNearLines(context: Context, colour: string, at: Disc, m: Float64Array, alpha: number): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.globalAlpha = alpha;
  strokeSide(context, GRATICULE, at, m, true);
  context.globalAlpha = 1;
}

/** The unit ball of a projection: no surface, so no shading; three circles show how it is turned. */
export function drawBall(context: Context, palette: Palette, at: Disc, m: Float64Array): void {
  context.strokeStyle = palette.line;
  context.lineWidth = 1;
  context.globalAlpha = 0.4;
  strokeSide(context, FRAME, at, m, false);
  context.globalAlpha = 0.9;
  strokeSide(context, FRAME, at, m, true);
  context.globalAlpha = 1;
  drawRim(context, palette, at);
}

export function drawRim(context: Context, palette: Palette, at: Disc): void {
  context.strokeStyle = palette.line;
  context.lineWidth = 1.25;
  disc(context, at);
  context.stroke();
}
