/** The sentences of reviews, which both faces of the world read. */
import {type Resources, storedJson} from '../../engine/resources.ts';
import {loadOnce} from '../shared/loadOnce.ts';

/** The content of `reviews/reviews.json`; `domain`, `sentiment` and `test` have a character for each sentence. */
export interface ReviewTable {
  domains: string[];
  sentiments: string[];
  /** The most tokens of a sentence. */
  length: number;
  vocabulary: string[];
  text: string[];
  domain: string;
  sentiment: string;
  /** 1 for unseen sentences. */
  test: string;
  tokens: number[][];
}

const FILE = 'reviews/reviews.json';

const loadFile = loadOnce<ReviewTable>(storedJson);

export const loadReviews = (resources: Resources): Promise<ReviewTable> => loadFile(resources, FILE);
