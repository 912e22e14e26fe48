/** The reviews world: sentences from reviews, with their tone and what they are about. */
import * as tf from '@tensorflow/tfjs-core';
import type {Keys, Slots} from '../../engine/program.ts';
import type {Resources} from '../../engine/resources.ts';
import {gatherRows} from '../../kernels/gatherRows.ts';
import {maskWords} from '../../kernels/maskWords.ts';
import {permuted} from '../../kernels/random.ts';
import type {PartValue} from '../../spec/index.ts';
import {nextOfGroup, partnerSlots, partnersOf} from '../shared/partners.ts';
import {
  dataSlot,
  type InputViews,
  type Labelled,
  labelledThings,
  membershipSlot,
  paddedRows,
  type RowsOf,
  type Tower,
  type World,
  type WorldContext,
} from '../world.ts';
import {loadReviews, type ReviewTable} from './load.ts';
import type {reviewViews} from './views.spec.ts';

export type ReviewsSpec = PartValue<typeof reviewViews>;

export async function openReviewViews(spec: ReviewsSpec, resources: Resources): Promise<World> {
  return new ReviewsWorld(spec, await loadReviews(resources));
}

class ReviewsWorld implements World {
  readonly towers: readonly [Tower];
  readonly items: number;
  readonly slots: Slots;
  readonly points: World['points'];
  readonly unseenSets: readonly RowsOf[] = [{tower: 0, rows: 'world/unseen'}];
  readonly unseenGroups = 'world/unseenClasses';
  readonly labelled: Labelled;
  readonly #train: Int32Array;
  readonly #byClass: boolean;

  constructor({classes, positive}: ReviewsSpec, table: ReviewTable) {
    const {domains, sentiments, length, vocabulary, text, domain, sentiment, test, tokens} = table;
    const groups = classes === 'domain' ? domains : sentiments;
    const classOf = (row: number) => Number((classes === 'domain' ? domain : sentiment)[row]);
    const all = text.map((_, row) => row);
    const seen = all.filter((row) => test[row] === '0');
    const unseen = all.filter((row) => test[row] === '1');
    this.#train = Int32Array.from(seen);
    this.#byClass = positive === 'class';
    this.items = seen.length;
    this.towers = [
      {
        input: {kind: 'tokens', vocabulary: vocabulary.length, length},
        table: 'world/texts',
        classes: 'world/classes',
      },
    ];
    // The attribute that is not the class is shown as a detail, and is a second label.
    const others = classes === 'domain' ? sentiments : domains;
    const otherOf = (row: number) => Number((classes === 'domain' ? sentiment : domain)[row]);
    this.points = {
      kind: 'things',
      groups,
      groupOf: all.map(classOf),
      names: text,
      details: all.map((row) => `${others[otherOf(row)]}, ${test[row] === '1' ? 'never trained on' : 'trained on'}`),
    };
    const {slot, labelled} = labelledThings(0, seen, unseen, classOf, groups.length, {
      of: otherOf,
      classes: others.length,
    });
    this.labelled = labelled;
    this.slots = {
      'world/texts': dataSlot([text.length, length], paddedRows(tokens, length)),
      'world/train': dataSlot([seen.length], this.#train),
      'world/unseen': dataSlot([unseen.length], Int32Array.from(unseen)),
      'world/unseenClasses': membershipSlot(unseen.map(classOf), groups.length),
      'world/unseenPairs': dataSlot(
        [2 * unseen.length],
        Int32Array.from([...unseen, ...(this.#byClass ? nextOfGroup(unseen, classOf) : unseen)]),
      ),
      'world/classes': dataSlot([text.length], Int32Array.from(all, classOf)),
      ...slot,
      ...(this.#byClass && partnerSlots(seen, classOf, text.length)),
    };
  }

  batch(context: WorldContext, size: number): InputViews {
    const table = {tensor: context.get('world/train'), rows: this.#train};
    const first = permuted(context.key('batch/sentences'), this.#train.length, size, table);
    const second = this.#byClass ? partnersOf(context, first, context.key('batch/partners')) : first;
    return this.#views(context, tf.concat([first, second], 1), context.key(['batch/blanks/a', 'batch/blanks/b']));
  }

  unseenViews(context: WorldContext): InputViews {
    const rows = tf.expandDims(context.get('world/unseenPairs'), 0);
    return this.#views(context, rows, context.key(['unseen/blanks/a', 'unseen/blanks/b'], 'always'));
  }

  #views(context: WorldContext, rows: tf.Tensor, keys: Keys): InputViews {
    return {
      inputs: [maskWords(context.get('world/texts'), rows, keys, context.hot('world.strength'))],
      rows: [rows],
      // Two sentences of one class are positives of each other, never negatives.
      labels: this.#byClass ? gatherRows(context.get('world/classes'), rows) : undefined,
    };
  }
}
