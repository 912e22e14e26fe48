/** What the page must know to draw the points of an embedding frame. */
export type Points =
  | {
      kind: 'emoji';
      styles: string[];
      concepts: number /** A point for each concept's, after the pictures. */;
      keywords?: boolean;
    }
  | Things;

/** Points told one by one; each list has an entry for every point, in the order of the towers' tables. */
export interface Things {
  kind: 'things';
  /** Names of the classes. */
  groups: string[];
  groupOf: number[];
  /** "Point 17" where there is none. */
  names?: string[];
  /** One more line for each. */
  details?: string[];
  /** Equal for points that show one thing. Every point is one of its own when left out. */
  things?: number[];
  /** Pictures: cells of an atlas in the data folder, row by row. */
  sprites?: {file: string; cell: number; columns: number /** Black on nothing. */; ink: boolean; at: number[]};
  /** Colours as #rrggbb; empty for a point that has none. */
  colours?: string[];
  /** From this point on each is shown by words: a name, a caption. */
  texts?: number;
  /** Where the points are items that are compared. */
  compared?: Compared;
}

/** What the page must know of a world of preference pairs. */
export interface Compared {
  /** Rows of the two items of every unseen pair, pair after pair. */
  unseen: number[];
  /** Of what a length is counted in, how many are one unit of it; 1 where there is no length. */
  unit: number;
  /** What a length is counted in. */
  counted: Counted;
  /** Answers to each question of best-of-n; 0 where there are none. */
  each: number;
  /** Names of the features. */
  features: string[];
  /** Where teams are compared that meet again and again. */
  league?: League;
  /** Kinds of unseen pairs. */
  categories?: Categories;
  /** A line about each unseen pair, where the items alone do not tell it. */
  about?: string[];
  /** Where the items are texts: the words that one can write, a token being a place here, and how many at most. */
  words?: {vocabulary: string[]; most: number};
}

/** Kinds of pairs. */
export interface Categories {
  /** What the names are of: "topic". */
  label: string;
  names: string[];
  /** Of each unseen pair, its place in `names`. */
  of: number[];
}

export type Counted = 'tokens' | 'words';

/** Who met whom, and how it ended. */
export interface League {
  teams: string[];
  leagues: string[];
  /** Of each team, its place in `leagues`. */
  leagueOf: number[];
  /** Teams at home and away, match after match; the first `train` matches are learnt from. */
  met: number[];
  /** 1 where the team at home won, 0 where it lost, 1/2 for a draw. */
  results: number[];
  train: number;
}
