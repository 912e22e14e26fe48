/** What a saved picture of a panel consists of: its canvases, its SVG layers, and the texts that belong to it. */

/** Pixels around the figure: labels may stand a little out of it. */
export const MARGIN = 12;

/** The drawn layers from below to above. */
export const layersOf = (figure: Element): NodeListOf<HTMLCanvasElement | SVGSVGElement> =>
  figure.querySelectorAll('canvas:not([data-aside]), svg:not([data-aside])');

/** Whether there is anything for a picture. */
export const isDrawn = (figure: Element): boolean =>
  layersOf(figure).length > 0 || figure.querySelector('[data-picture-text]') !== null;

/** A text of the page with its round swatch, if it has one; places in the figure's pixels. */
export interface PictureText {
  text: string;
  x: number;
  width: number;
  /** The y of the middle of its line. */
  middle: number;
  style: CSSStyleDeclaration;
  swatch?: {x: number; radius: number; colour: string};
}

export function textsOf(figure: Element): PictureText[] {
  const box = figure.getBoundingClientRect();
  return Array.from(figure.querySelectorAll<HTMLElement>('[data-picture-text]'), (element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const {left, top, width, height} = range.getBoundingClientRect();
    const text = {
      text: element.textContent.trim(),
      x: left - box.left,
      width,
      middle: top + height / 2 - box.top,
      style: getComputedStyle(element),
    };
    const swatch = element.querySelector<HTMLElement>('[data-swatch]');
    if (!swatch) return text;
    const place = swatch.getBoundingClientRect();
    const colour = getComputedStyle(swatch).backgroundColor;
    const radius = place.width / 2;
    const x = place.right + 6 - box.left;
    return {
      ...text,
      x,
      width: left + width - box.left - x,
      swatch: {x: place.left + radius - box.left, radius, colour},
    };
  });
}

const INLINED = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  // One by one: all in one property are empty where the digits have a style of their own.
  'font-family',
  'font-size',
  'font-weight',
  'font-style',
  'text-anchor',
  'dominant-baseline',
];

/** A copy that looks the same outside the page: the styles are written into it. */
export function styledCopy(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, i) => {
    const style = getComputedStyle(originals[i]);
    const text = INLINED.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
    element.setAttribute('style', text);
  });
  const {width, height} = svg.getBoundingClientRect();
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  return copy;
}
