/** Saves a panel's drawing and numbers as files. */
import {layersOf, MARGIN, type PictureText, styledCopy, textsOf} from './layers.ts';

/** Columns of the table behind a chart. */
export interface Table {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** Comma-separated values by RFC 4180. */
export function csvOf({columns, rows}: Table): string {
  const cell = (value: string | number) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The panel's drawing as one PNG: its canvases and SVG layers on the page's ground, then the text marked for it. */
export async function pngOf(figure: Element, ground: string): Promise<Blob> {
  const box = figure.getBoundingClientRect();
  const ratio = Math.max(2, window.devicePixelRatio);
  const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN];
  const canvas = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio));
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  context.fillStyle = ground;
  context.fillRect(0, 0, width, height);
  context.translate(MARGIN, MARGIN);
  for (const layer of layersOf(figure)) {
    const {left, top, width, height} = layer.getBoundingClientRect();
    const image = layer instanceof HTMLCanvasElement ? layer : await rasterised(layer);
    if (width > 0 && height > 0) context.drawImage(image, left - box.left, top - box.top, width, height);
  }
  for (const text of textsOf(figure)) drawText(context, text);
  return canvas.convertToBlob({type: 'image/png'});
}

/** Draws a text of the page at its place, with its round swatch if it has one. */
function drawText(context: OffscreenCanvasRenderingContext2D, {text, x, middle, style, swatch}: PictureText): void {
  if (swatch) {
    context.fillStyle = swatch.colour;
    context.beginPath();
    context.arc(swatch.x, middle, swatch.radius, 0, 2 * Math.PI);
    context.fill();
  }
  context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  context.fillStyle = style.color;
  context.textBaseline = 'middle';
  context.fillText(text, x, middle);
}

/** An SVG outside the page has none of its styles, so they are written into the copy. */
async function rasterised(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const copy = styledCopy(svg);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}
