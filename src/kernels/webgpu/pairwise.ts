/**
 * The contrast kernels, generated from a form and its term. Nothing of size rows x columns is stored.
 *
 * A thread handles one anchor (forward) or one point (backward) and goes through all partners in order, without
 * barriers. Points are held in registers: the code is generated for their dimension.
 */
import {head, type Launch, registerWGSL} from '../../engine/webgpu/wgsl.ts';
import {anchorsOf, type Form, NOTHING, pairwiseBackward, pairwiseForward} from '../pairwise.ts';
import {TERMS} from '../terms.ts';
import {each, WORKGROUP} from './shape.ts';

/** The most multiplications in one launch: a GPU that is busy for too long is reset, and the page freezes meanwhile. */
const MOST_WORK = 4e9;

interface Plan {
  form: Form;
  parameters: number;
  /** Whether points are read as vectors of 4. */
  vectors: boolean;
  /** The number of registers of a point. */
  registers: number;
}

function planOf(form: Form, d: number, parameters: number): Plan {
  const vectors = d % 4 === 0;
  return {form, parameters, vectors, registers: vectors ? d / 4 : d};
}

const masked = ({labels}: Form) => labels !== 'all';

/** The inputs of both kernels. */
function inputsOf({form, vectors}: Plan): Record<string, string> {
  const points = vectors ? 'array<vec4f>' : 'array<f32>';
  return {
    points,
    ...(form.separate && {columns: points}),
    parameters: 'array<f32>',
    ...(masked(form) && {labels: 'array<i32>'}),
    ...(masked(form) && form.separate && {columnLabels: 'array<i32>'}),
  };
}

/**
 * Uniform: u[0] = (points P, rows' first, rows N, columns' first), u[1] = (columns M, columns in their tensor, replicas
 * of the columns, positive), u[2] = (first workgroup, anchors, -, -).
 */
function common({form, parameters, vectors, registers}: Plan): string {
  const {separate, same, counted, labels, positive} = form;
  const term = TERMS[form.term];
  const scalar = vectors ? 'vec4f' : 'f32';
  const column = separate ? '(select(r, 0u, u[1].z == 1u) * u[1].y + u[0].w + j)' : '(r * u[0].x + u[0].w + j)';
  const columnLabel = separate ? `columnLabels[${column}]` : `labels[${column}]`;
  const sum = (terms: string[]) => terms.join(' + ');
  const product = (a: string, b: string) =>
    sum(
      Array.from({length: registers}, (_, k) => (vectors ? `dot(${a}[${k}], ${b}[${k}])` : `${a}[${k}] * ${b}[${k}]`)),
    );
  const conditions = [
    ...(same ? ['i != j'] : []),
    ...(positive >= 0 && !counted ? ['!own'] : []),
    ...(labels === 'different' ? [`(own || labels[r * u[0].x + u[0].y + i] != ${columnLabel})`] : []),
    ...(labels === 'equal' ? [`labels[r * u[0].x + u[0].y + i] == ${columnLabel}`] : []),
  ];
  const read = (buffer: string, at: string) =>
    `Point(${Array.from({length: registers}, (_, k) => `${buffer}[${at} + ${k}u]`).join(', ')})`;
  return `
alias Point = array<${scalar}, ${registers}>;
fn row(r: u32, i: u32) -> Point {
  let at = (r * u[0].x + u[0].y + i) * ${registers}u;
  return ${read('points', 'at')};
}
fn column(r: u32, j: u32) -> Point {
  let at = ${column} * ${registers}u;
  return ${read(separate ? 'columns' : 'points', 'at')};
}
fn similarity(a: Point, b: Point) -> f32 { return ${product('a', 'b')}; }
fn parametersOf(r: u32) -> vec4f {
  return vec4f(${[0, 1, 2, 3].map((k) => (k < parameters ? `parameters[r * ${parameters}u + ${k}u]` : '0.0')).join(', ')});
}
/** Whether column j is the positive of row i. */
fn isOwn(i: u32, j: u32) -> bool { return ${positive >= 0 ? '(i + u[1].w) % u[1].x == j' : 'false'}; }
fn counts(r: u32, i: u32, j: u32) -> bool {
  let own = isOwn(i, j);
  return ${conditions.length > 0 ? conditions.join(' && ') : 'true'};
}
fn valueOf(s: f32, p: vec4f, a: f32) -> f32 { return ${term.wgsl.value}; }
fn slopeOf(s: f32, p: vec4f, a: f32) -> f32 { return ${term.wgsl.slope}; }
fn pullOf(s: f32, p: vec4f, a: f32) -> f32 { return ${term.wgsl.pull ?? '0.0'}; }
/** The other end of an anchor's positive. */
fn ownOf(at: u32) -> u32 {
  if (at < u[0].z) { return ${positive >= 0 ? '(at + u[1].w) % u[1].x' : '0u'}; }
  return (at - u[0].z + u[0].z - u[1].w % u[0].z) % u[0].z;
}
`;
}

function forwardCode(plan: Plan): string {
  const {form} = plan;
  const term = TERMS[form.term];
  const logSum = term.reduction === 'logSum';
  // Anchors past the rows are columns; their partners are the rows.
  const facing = (j: string) => (form.both ? `facing(r, isRow, ${j})` : `column(r, ${j})`);
  const pair = (j: string) =>
    form.both ? `select(vec2u(${j}, at - u[0].z), vec2u(at, ${j}), isRow)` : `vec2u(at, ${j})`;
  const own = form.positive >= 0;
  return `${head(3, {
    ...inputsOf(plan),
    out0: ['array<f32>', 'read_write'],
    out1: ['array<f32>', 'read_write'],
  })}
${common(plan)}
${form.both ? 'fn facing(r: u32, isRow: bool, j: u32) -> Point { if (isRow) { return column(r, j); } return row(r, j); }' : ''}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  let r = group.z;
  let anchors = u[2].y;
  let at = (group.x + u[2].x) * ${WORKGROUP}u + local;
  if (at >= anchors) { return; }
  let p = parametersOf(r);
  ${
    form.both
      ? `let isRow = at < u[0].z;
  let others = select(u[0].z, u[1].x, isRow);
  var mine: Point;
  if (isRow) { mine = row(r, at); } else { mine = column(r, at - u[0].z); }`
      : `let others = u[1].x;
  let mine = row(r, at);`
  }
  ${own ? `let a = similarity(mine, ${facing('ownOf(at)')});` : 'let a = 0.0;'}
  var top = -3.0e38;
  var sum = 0.0;
  var pull = 0.0;
  for (var first = 0u; first < others; first += 4u) {
    ${each(
      4,
      (k) => `let j${k} = min(first + ${k}u, others - 1u);
    let s${k} = similarity(mine, ${facing(`j${k}`)});
    let ij${k} = ${pair(`j${k}`)};
    let c${k} = first + ${k}u < others && counts(r, ij${k}.x, ij${k}.y);
    let e${k} = valueOf(s${k}, p, a);`,
    )}
    ${
      logSum
        ? `let values = select(vec4f(-3.0e38), vec4f(e0, e1, e2, e3), vec4<bool>(c0, c1, c2, c3));
    let higher = max(top, max(max(values.x, values.y), max(values.z, values.w)));
    // As long as no pair has counted, exp of their difference would be 1.
    let parts = select(vec4f(0.0), exp(values - vec4f(higher)), vec4<bool>(c0, c1, c2, c3));
    sum = sum * exp(top - higher) + ((parts.x + parts.y) + (parts.z + parts.w));
    top = higher;`
        : each(4, (k) => `sum += select(0.0, e${k}, c${k}); pull += select(0.0, pullOf(s${k}, p, a), c${k});`)
    }
  }
  ${
    logSum
      ? `let all = select(${NOTHING.toExponential()}, top + log(sum), sum > 0.0);
  let saved = all;`
      : `let all = sum;
  let saved = pull;`
  }
  out0[r * anchors + at] = all${form.contrast ? ' - valueOf(a, p, a)' : ''};
  out1[r * anchors + at] = saved;
}`;
}

/** The gradient of the points, or of the columns in a tensor of their own. */
function backwardCode(plan: Plan, of: 'points' | 'columns'): string {
  const {form, vectors, registers} = plan;
  const {separate, both, contrast, positive} = form;
  const term = TERMS[form.term];
  // Rows and columns are the same points: both ends of each pair are handled in one pass.
  const symmetric = !separate && !both && form.rows[0] === form.columns[0] && form.rows[1] === form.columns[1];
  const scalar = vectors ? 'vec4f' : 'f32';
  const needsOwn = term.wgsl.pull !== undefined;
  const weight = `
/** d (sum of values) / d s_ij that comes through the anchor \`at\`. */
fn through(r: u32, at: u32, i: u32, j: u32, s: f32, p: vec4f, a: f32) -> f32 {
  let known = saved[r * u[2].y + at];
  var w = 0.0;
  if (counts(r, i, j)) { w = slopeOf(s, p, a)${term.reduction === 'logSum' ? ' * exp(valueOf(s, p, a) - known)' : ''}; }
  ${
    positive >= 0 && (contrast || needsOwn)
      ? `if (isOwn(i, j)) { w += ${[
          ...(contrast ? ['-slopeOf(s, p, a) - pullOf(s, p, a)'] : []),
          ...(needsOwn ? ['known'] : []),
        ].join(' + ')}; }`
      : ''
  }
  return dy[r * u[2].y + at] * w;
}
fn weight(r: u32, i: u32, j: u32, s: f32, p: vec4f, a: f32, b: f32) -> f32 {
  return through(r, i, i, j, s, p, a)${both ? ' + through(r, u[0].z + j, i, j, s, p, b)' : ''};
}`;
  // The similarity of a row's, or a column's, own positive, where the term needs it.
  const ownOfRow = (i: string, point: string) => (needsOwn ? `similarity(${point}, column(r, ownOf(${i})))` : '0.0');
  const ownOfColumn = (j: string, point: string) =>
    needsOwn && both ? `similarity(${point}, row(r, ownOf(u[0].z + ${j})))` : '0.0';
  const add = each(registers, (k) => `sum[${k}] += w * other[${k}];`);
  const asRow = (i: string) => `
    let a = ${ownOfRow(i, 'mine')};
    for (var j = 0u; j < u[1].x; j++) {
      let other = column(r, j);
      let s = similarity(mine, other);
      ${
        symmetric
          ? `let w = weight(r, ${i}, j, s, p, a, 0.0) + weight(r, j, ${i}, s, p, ${ownOfRow('j', 'other')}, 0.0);`
          : `let w = weight(r, ${i}, j, s, p, a, ${ownOfColumn('j', 'other')});`
      }
      ${add}
    }`;
  const asColumn = (j: string) => `
    let b = ${ownOfColumn(j, 'mine')};
    for (var i = 0u; i < u[0].z; i++) {
      let other = row(r, i);
      let s = similarity(other, mine);
      let w = weight(r, i, ${j}, s, p, ${ownOfRow('i', 'other')}, b);
      ${add}
    }`;
  const write = (row: string) => each(registers, (k) => `out0[${row} * ${registers}u + ${k}u] = sum[${k}];`);
  const points = `
fn gradient(r: u32, at: u32) {
  if (at >= u[0].x) { return; }
  let p = parametersOf(r);
  var sum: Point;
  if (at >= u[0].y && at < u[0].y + u[0].z) {
    let mine = row(r, at - u[0].y);
    ${asRow('(at - u[0].y)')}
  }
  ${
    separate || symmetric
      ? ''
      : `if (at >= u[0].w && at < u[0].w + u[1].x) {
    let mine = column(r, at - u[0].w);
    ${asColumn('(at - u[0].w)')}
  }`
  }
  ${write('(r * u[0].x + at)')}
}`;
  const columns = `
fn gradient(r: u32, at: u32) {
  if (at >= u[1].y) { return; }
  let p = parametersOf(r);
  var sum: Point;
  if (at >= u[0].w && at < u[0].w + u[1].x) {
    let mine = column(r, at - u[0].w);
    ${asColumn('(at - u[0].w)')}
  }
  ${write('(r * u[1].y + at)')}
}`;
  return `${head(3, {
    ...inputsOf(plan),
    saved: 'array<f32>',
    dy: 'array<f32>',
    out0: [`array<${scalar}>`, 'read_write'],
  })}
${common(plan)}
${weight}
${of === 'points' ? points : columns}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) local: u32) {
  gradient(group.z, (group.x + u[2].x) * ${WORKGROUP}u + local);
}`;
}

/** Splits the workgroups into launches that are short enough. */
function split(launch: Launch, workgroups: number, replicas: number, work: number): Launch[] {
  const most = Math.max(1, Math.min(65_535, Math.floor((workgroups * MOST_WORK) / Math.max(work, 1))));
  return Array.from({length: Math.ceil(workgroups / most)}, (_, k) => {
    const uniform = [...launch.uniform];
    uniform[8] = k * most;
    return {...launch, uniform, workgroups: [Math.min(most, workgroups - k * most), 1, replicas]};
  });
}

export function install(): void {
  const uniformOf = (points: readonly number[], columns: readonly number[] | undefined, form: Form) => {
    const {rows, columns: range, positive} = form;
    return [
      points[1],
      ...rows,
      ...range,
      columns?.[1] ?? 0,
      columns?.[0] ?? 0,
      Math.max(positive, 0),
      0,
      anchorsOf(form),
    ];
  };
  const workOf = (points: readonly number[], {rows, columns, both}: Form) =>
    points[0] * rows[1] * columns[1] * (points[2] + 24) * (both ? 2 : 1);

  registerWGSL(pairwiseForward, ({points, columns, parameters}, form) => {
    const plan = planOf(form, points[2], parameters[1]);
    const workgroups = Math.ceil(anchorsOf(form) / WORKGROUP);
    const launch = {
      code: forwardCode(plan),
      uniform: uniformOf(points, columns, form),
      bind: [...Object.keys(inputsOf(plan)), 'out0', 'out1'],
      workgroups: [1, 1, 1] as const,
    };
    return split(launch, workgroups, points[0], workOf(points, form));
  });
  registerWGSL(pairwiseBackward, ({points, columns, parameters}, form) => {
    const plan = planOf(form, points[2], parameters[1]);
    const one = (of: 'points' | 'columns', out: string, count: number) => {
      const launch = {
        code: backwardCode(plan, of),
        uniform: uniformOf(points, columns, form),
        bind: [...Object.keys(inputsOf(plan)), 'saved', 'dy', out],
        workgroups: [1, 1, 1] as const,
      };
      return split(launch, Math.ceil(count / WORKGROUP), points[0], 2 * workOf(points, form));
    };
    return [...one('points', 'out0', points[1]), ...(form.separate ? one('columns', 'out1', columns[1]) : [])];
  });
}
