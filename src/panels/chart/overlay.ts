/**
 * The layers above a chart's canvas: axes and texts in an SVG, a card with the numbers under the pointer, and the hidden
 * slider with which a keyboard or a screen reader moves along the chart. They are updated while drawing, outside React,
 * and only where something has changed.
 */
import {type Axis, axisBottom, axisLeft} from 'd3-axis';
import {select} from 'd3-selection';
import type {Label} from './labels.ts';
import {lookOf} from './looks.ts';
import type {Scale} from './scale.ts';

export interface AxisPlan {
  scale: Scale;
  values: readonly number[];
  format(value: number): string;
  /** The y of the bottom axis, or the x of the left axis. */
  at: number;
}

/** A line of the card: a label and its value. */
export interface Row {
  label: string;
  value: string;
  tone?: string | undefined;
  /** Of another run: its look is drawn before its name. */
  look?: number | undefined;
}

export interface Probe {
  /** The number of places that can be read off. */
  count: number;
  /** The place that is read off; while there is none, the slider keeps the last one. */
  index: number | undefined;
  text: string;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A piece of the line of another run. */
function swatch(look: number): SVGSVGElement {
  const {group, dashes} = lookOf(look);
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'chart-swatch');
  const line = svg.appendChild(document.createElementNS(SVG, 'line'));
  const places = {x1: 0, x2: SWATCH, y1: 4, y2: 4, 'stroke-width': 2, 'stroke-dasharray': dashes.join(' ')};
  for (const [name, value] of Object.entries(places)) line.setAttribute(name, String(value));
  line.style.stroke = `var(--group-${group})`;
  return svg;
}

const SWATCH = 26;

export class Overlay {
  readonly #axes: Record<'bottom' | 'left', SVGGElement>;
  readonly #labels: SVGGElement;
  readonly #card: HTMLElement;
  readonly #probe: HTMLInputElement;
  readonly #seen = new Map<string, string>();
  readonly #texts = new Map<string, SVGTextElement>();

  constructor(root: HTMLElement) {
    const svg = root.querySelector('svg')!;
    const group = (name: string) => {
      const g = document.createElementNS(SVG, 'g');
      g.setAttribute('class', name);
      return svg.appendChild(g);
    };
    svg.replaceChildren();
    this.#axes = {bottom: group('chart-axis'), left: group('chart-axis')};
    this.#labels = group('chart-labels');
    this.#card = root.querySelector('.chart-card')!;
    this.#probe = root.querySelector('.chart-probe')!;
  }

  axis(side: 'bottom' | 'left', {scale, values, format, at}: AxisPlan): void {
    const places = values.map((value) => `${value} ${scale(value).toFixed(1)} ${format(value)}`);
    if (!this.#changed(side, `${at} ${places.join()}`)) return;
    const axis: Axis<number> = side === 'bottom' ? axisBottom<number>(scale) : axisLeft<number>(scale);
    axis
      .tickValues([...values])
      .tickFormat(format)
      .tickSize(0)
      .tickPadding(7);
    const group = select(this.#axes[side]);
    group.attr('transform', side === 'bottom' ? `translate(0,${at})` : `translate(${at},0)`).call(axis);
    // Lines are drawn on the canvas, under the marks.
    group.selectAll('line, .domain').remove();
  }

  labels(labels: readonly Label[]): void {
    for (const label of labels) this.#label(label);
    if (this.#texts.size === labels.length) return;
    const kept = new Set(labels.map(({key}) => key));
    for (const [key, text] of this.#texts) {
      if (kept.has(key)) continue;
      text.remove();
      this.#texts.delete(key);
      this.#seen.delete(`label ${key}`);
    }
  }

  #label({key, text, tone = '', x, y, anchor}: Label): void {
    if (!this.#changed(`label ${key}`, `${x.toFixed(1)} ${y.toFixed(1)} ${anchor} ${tone} ${text}`)) return;
    let element = this.#texts.get(key);
    if (!element) {
      element = document.createElementNS(SVG, 'text');
      element.setAttribute('dy', '0.35em');
      // A halo in the colour of the page keeps texts readable over marks, in saved pictures too.
      element.setAttribute('paint-order', 'stroke');
      element.setAttribute('stroke-linejoin', 'round');
      this.#texts.set(key, this.#labels.appendChild(element));
    }
    element.setAttribute('x', x.toFixed(1));
    element.setAttribute('y', y.toFixed(1));
    element.setAttribute('text-anchor', anchor);
    element.setAttribute('class', tone);
    element.textContent = text;
  }

  /** The card beside a point, in the halves of the chart where there is more room; nothing without rows. */
  card(rows: readonly Row[], {x, y}: {x: number; y: number}, {width, height}: {width: number; height: number}): void {
    const content = rows
      .map(({label, value, tone, look}) => `${label}\t${value}\t${tone ?? ''}\t${look ?? ''}`)
      .join('\n');
    if (this.#changed('card', content)) this.#fillCard(rows);
    const [before, above] = [x > width / 2, y > height / 2];
    if (rows.length === 0 || !this.#changed('card place', `${x.toFixed(1)} ${before} ${above}`)) return;
    this.#card.dataset.side = above ? 'top' : 'bottom';
    this.#card.style.transform = `translateX(${x.toFixed(1)}px) translateX(${before ? 'calc(-100% - 10px)' : '10px'})`;
  }

  #fillCard(rows: readonly Row[]): void {
    this.#card.hidden = rows.length === 0;
    this.#card.replaceChildren(
      ...rows.flatMap(({label, value, tone, look}) => {
        const [name, number] = [document.createElement('span'), document.createElement('b')];
        name.textContent = label;
        if (look !== undefined) name.prepend(swatch(look));
        number.textContent = value;
        if (tone) number.className = tone;
        return [name, number];
      }),
    );
  }

  probe({count, index, text}: Probe): void {
    const value = index ?? Math.max(0, count - 1);
    if (!this.#changed('probe', `${count} ${value} ${text}`)) return;
    this.#probe.max = String(Math.max(0, count - 1));
    this.#probe.value = String(value);
    this.#probe.setAttribute('aria-valuetext', text);
  }

  #changed(key: string, state: string): boolean {
    if (this.#seen.get(key) === state) return false;
    this.#seen.set(key, state);
    return true;
  }
}
