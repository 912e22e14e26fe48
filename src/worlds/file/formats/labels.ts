/** Classes from labels as a file writes them. */

/** With more different labels than this, labels are names, not classes. */
export const MOST_CLASSES = 100;

export interface Labels {
  classes: string[];
  classOf: Int32Array;
  names?: string[];
  note?: string;
}

const NONE: Labels = {classes: [], classOf: new Int32Array()};

/** Classes from the labels of all rows; `labels` is undefined where the file has none. */
export function labelsOf(labels: readonly string[] | undefined): Labels {
  if (!labels) return NONE;
  const classes = [...new Set(labels)].sort(byNumberOrText);
  if (classes.length > MOST_CLASSES) {
    const note = `Its ${classes.length.toLocaleString('en-GB')} different labels are too many to be classes (at most ${MOST_CLASSES}); they are shown as names.`;
    return {...NONE, names: [...labels], note};
  }
  const placeOf = new Map(classes.map((name, i) => [name, i]));
  return {classes, classOf: Int32Array.from(labels, (label) => placeOf.get(label)!)};
}

/** Sorts numbers by size and before words, and words by their characters, whatever the language of the browser. */
function byNumberOrText(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y || (a < b ? -1 : 1);
  if (Number.isFinite(x) !== Number.isFinite(y)) return Number.isFinite(x) ? -1 : 1;
  return a < b ? -1 : 1;
}
