/** What the page must know to draw the points of an embedding frame. */
export type Points =
  | {
      kind: 'emoji';
      styles: string[];
      concepts: number /** A point for each concept's, after the pictures. */;
      keywords?: boolean;
    }
  | Things;

/** Points described one by one; each list has an entry for every point, in the order of the towers' tables. */
export interface Things {
  kind: 'things';
  /** Names of the classes. */
  groups: string[];
  groupOf: number[];
  /** Names of the points; a point without one is called "Point 17". */
  names?: string[];
  /** One more line about each point. */
  details?: string[];
  /** Equal numbers for points that show the same thing. Absent: every point is a thing of its own. */
  things?: number[];
  /** Pictures: cells of an atlas in the data folder, row by row. */
  sprites?: {file: string; cell: number; columns: number /** Black on nothing. */; ink: boolean; at: number[]};
  /** Colours as #rrggbb; empty for a point that has none. */
  colours?: string[];
  /** From this point on, points are shown by words: a name, a caption. */
  texts?: number;
  /** Present where the points are items that are compared. */
  compared?: Compared;
}

/** What the page must know of a world of preference pairs. */
export interface Compared {
  /** Rows of the two items of every unseen pair, pair after pair. */
  unseen: number[];
  /** How many tokens or words make one unit of length; 1 where there is no length. */
  unit: number;
  /** What lengths count. */
  counted: Counted;
  /** Answers to each question of best-of-n; 0 where there are none. */
  each: number;
  /** Names of the features. */
  features: string[];
  /** Present where the items are teams. */
  league?: League;
  /** Kinds of unseen pairs. */
  categories?: Categories;
  /** A line about each unseen pair, where the items alone do not say enough. */
  about?: string[];
  /** Present where the items are texts: the words that can be written, by token, and the most words of a text. */
  words?: {vocabulary: string[]; most: number};
}

/** Kinds of pairs. */
export interface Categories {
  /** What the kinds are: "topic", "league". */
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
