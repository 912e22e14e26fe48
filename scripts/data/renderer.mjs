// @ts-check
import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';

/**
 * Draws an SVG document in the size that it states, as RGBA bytes with straight alpha. Text is set in the fonts that are
 * given (TrueType files), and in no other.
 * @typedef {(svg: string, fonts?: Uint8Array[]) => Uint8Array} Render
 */

/**
 * Loads resvg out of its tarball.
 *
 * @param {import('./fetch-packages.mjs').Contents} resvg
 * @param {string} temporary
 * @returns {Promise<Render>}
 */
export async function loadRenderer(resvg, temporary) {
  const folder = join(temporary, 'renderer-module');
  const module = join(folder, 'index.mjs');
  mkdirSync(folder);
  writeFileSync(module, resvg.file('index.mjs'));
  const {initWasm, Resvg} = await import(pathToFileURL(module).href);
  await initWasm(resvg.file('index_bg.wasm'));

  return (svg, fonts = []) => {
    const document = new Resvg(svg, {font: {fontBuffers: fonts, loadSystemFonts: false}});
    const image = document.render();
    const pixels = withStraightAlpha(image.pixels);
    image.free();
    document.free();
    return pixels;
  };
}

/**
 * From premultiplied alpha, in which renderers work, to straight alpha, which PNG stores. A pixel that is not there
 * stays all zero.
 *
 * @param {Uint8Array} pixels RGBA
 */
function withStraightAlpha(pixels) {
  const straight = new Uint8Array(pixels.length);
  for (let at = 0; at < pixels.length; at += 4) {
    const alpha = pixels[at + 3];
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel++) {
      straight[at + channel] = Math.min(255, Math.round((pixels[at + channel] * 255) / alpha));
    }
    straight[at + 3] = alpha;
  }
  return straight;
}
