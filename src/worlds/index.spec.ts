import {section} from '../spec/index.ts';
import {colours} from './colours.spec.ts';
import {digits} from './digits.spec.ts';
import {drawn} from './drawn.spec.ts';
import {emoji} from './emoji.spec.ts';
import {ownFile} from './file.spec.ts';
import {glyphs} from './glyphs.spec.ts';
import {latent} from './latent.spec.ts';
import {pairs} from './pairs.spec.ts';
import {reviews} from './reviews.spec.ts';
import {sentences} from './sentences.spec.ts';

export const worldSection = section('World', 'Where the data comes from and what counts as a positive pair.', [
  emoji,
  latent,
  drawn,
  sentences,
  digits,
  glyphs,
  reviews,
  colours,
  pairs,
  ownFile,
]);
