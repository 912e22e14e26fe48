/**
 * A context that writes down a drawing as SVG. The shapes come from svgcanvas. Pictures are this file's: what is cut from
 * one source stands together in one image, each cut once, and every place where it is drawn refers to that.
 */
import {Context} from 'svgcanvas';
import {element} from './element.ts';
import {type Cut, Sheet, type Source} from './Sheet.ts';

export class Recorder extends Context {
  readonly #sheets = new Map<Source, Sheet>();

  /** The drawing with its pictures. */
  async finish(): Promise<SVGSVGElement> {
    const svg = this.getSvg();
    const images = await Promise.all(Array.from(this.#sheets.values(), (sheet) => sheet.finish()));
    svg.querySelector('defs')!.append(...images);
    return svg;
  }

  // svgcanvas would paint a shape's inside with a gradient although only its outline is drawn, and the other way round.
  override stroke(): void {
    const {fillStyle} = this;
    this.fillStyle = '#000';
    super.stroke();
    this.fillStyle = fillStyle;
  }

  override fill(): void {
    const {strokeStyle} = this;
    this.strokeStyle = '#000';
    super.fill();
    this.strokeStyle = strokeStyle;
  }

  override drawImage(picture: CanvasImageSource, ...numbers: number[]): void {
    const source = picture as Source;
    const [width, height] = [Number(source.width), Number(source.height)];
    const cut = (numbers.length === 8 ? numbers.splice(0, 4) : [0, 0, width, height]) as Cut;
    const [x, y, w = width, h = height] = numbers;
    const view = element('svg', {x, y, width: w, height: h, preserveAspectRatio: 'none'});
    if (this.globalAlpha < 1) view.setAttribute('opacity', String(this.globalAlpha));
    if (this.imageSmoothingEnabled === false) view.setAttribute('style', 'image-rendering:pixelated');
    const sheet = this.#sheets.get(source) ?? new Sheet(source, width, height);
    this.#sheets.set(source, sheet);
    sheet.show(cut, view);
    const {a, b, c, d, e, f} = this.getTransform();
    this.__closestGroupOrSvg().append(element('g', {transform: `matrix(${[a, b, c, d, e, f].join(' ')})`}, view));
  }
}
