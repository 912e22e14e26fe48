/** A league: each team's strength by the model, its interval, and the team's results in unseen matches. */
import {useRef, useState} from 'react';
import type {League} from '../../worlds/points.ts';
import {Chart} from '../chart/Chart.tsx';
import {formatSteps, formatValue, plain} from '../chart/format.ts';
import {Glide, Reach, wantsCalm} from '../chart/glide.ts';
import type {Overlay} from '../chart/overlay.ts';
import type {Feed, MatchModel, WeightsFrame} from '../data.ts';
import {PanelFrame} from '../frame/PanelFrame.tsx';
import type {Table} from '../frame/save.ts';
import type {Surface} from '../frame/useCanvas.ts';
import {useFeed} from '../frame/useFeed.ts';
import {remembered} from '../remembered.ts';
import {drawLeague} from './draw.ts';
import {type LeagueLayout, leagueLayout, rowAtHeight} from './layout.ts';
import {intervalOf, type LeagueTable, leagueTableOf, nextMatchOf, rowText, strengthReach} from './table.ts';
import '../shared/reward.css';

interface Props {
  figure?: {title: string; sentence: string};
  weights: Feed<WeightsFrame | undefined>;
  league: Feed<League | undefined>;
  model: Feed<MatchModel>;
  /** The unseen match that is read; a line joins its two teams. */
  chosen: Feed<number | undefined>;
  onChoose(pair: number): void;
  onDrawn(): void;
  formula?: () => Promise<string>;
}

export function LeaguePanel({figure, weights, league, model, chosen, onChoose, onDrawn, formula}: Props) {
  const drawn = useRef<WeightsFrame>(undefined);
  const seen = useRef<{layout: LeagueLayout; table: LeagueTable | undefined}>(undefined);
  const hovered = useRef<number>(undefined);
  const [axis] = useState(() => new Reach());
  const [places] = useState(() => new Places());
  const [readTable] = useState(() => tableReader({weights, league, model}));

  const draw = (surface: Surface, overlay: Overlay) => {
    const {width, height, now} = surface;
    const table = readTable();
    const domain = table ? axis.show(strengthReach(table), now) : ([-1, 1] as const);
    if (table) places.arrange(table, now);
    const layout = leagueLayout({width, height, table, domain, placeOf: places.placeOf, read: hovered.current});
    seen.current = {layout, table};
    const joined = matchOf(league.get(), chosen.get());
    drawLeague(surface, layout, {read: hovered.current, joined});
    overlay.axis('bottom', layout.bottom);
    overlay.labels(layout.labels);
    const index = table?.rows.findIndex(({team}) => team === hovered.current) ?? -1;
    const rows = index < 0 ? [] : rowText(table!.rows[index], table!.hasErrors);
    overlay.card(rows, index < 0 ? {x: 0, y: 0} : layout.rows[index], surface);
    overlay.probe({
      count: layout.rows.length,
      index: index < 0 ? undefined : index,
      text: rows.map(({label, value}) => `${label} ${value}`).join(', ') || 'nothing read off',
    });
    const frame = weights.get();
    if (frame && frame !== drawn.current) {
      drawn.current = frame;
      onDrawn();
    }
    return axis.moving || places.moving;
  };

  const hover = (index: number | undefined) => {
    const team = index === undefined ? undefined : seen.current?.layout.rows[index]?.team;
    const moved = team !== hovered.current;
    hovered.current = team;
    return moved;
  };

  const choose = () => {
    const known = league.get();
    const match = known && hovered.current !== undefined && nextMatchOf(known, hovered.current, chosen.get());
    if (typeof match === 'number') onChoose(match);
  };

  return (
    <PanelFrame
      id="league"
      title={figure?.title ?? 'Strength, and what came of it'}
      level={figure ? 1 : 2}
      sentence={
        <>
          {figure && <span className="reward-story">{figure.sentence}</span>}
          <Sentence weights={weights} league={league} read={readTable} />
        </>
      }
      formula={formula}
      table={() => tableOf(readTable())}
    >
      <Chart
        id="league"
        label="Team to read off, from the strongest; Enter reads its next unseen match"
        feeds={[weights, league, model, chosen]}
        draw={draw}
        onPoint={(at) => hover(at && seen.current && rowAtHeight(seen.current.layout.rows, at.y))}
        onProbe={hover}
        onChoose={choose}
      />
    </PanelFrame>
  );
}

/** The rows on the way to their places; with reduced motion they arrive at once. */
class Places {
  readonly #glides = new Map<number, Glide>();
  readonly #now = new Map<number, number>();
  moving = false;

  arrange({rows}: LeagueTable, now: number): void {
    const calm = wantsCalm();
    this.moving = false;
    rows.forEach(({team}, i) => {
      const glide = this.#glides.get(team) ?? new Glide();
      this.#glides.set(team, glide);
      this.#now.set(team, glide.towards('linear', [i, i + 1], now, calm)[0]);
      this.moving ||= glide.moving;
    });
  }

  placeOf = (team: number): number => this.#now.get(team) ?? 0;
}

/** The present table, computed once for the same frame, league and model. */
const tableReader = ({weights, league, model}: Pick<Props, 'weights' | 'league' | 'model'>) =>
  remembered(
    () => {
      const [frame, known] = [weights.get(), league.get()];
      return frame && known && leagueTableOf(frame, known, model.get());
    },
    () => [weights.get(), league.get(), model.get().tieRate, model.get().likelihood],
  );

const matchOf = (league: League | undefined, pair: number | undefined): readonly number[] =>
  league && pair !== undefined ? league.met.slice(2 * (league.train + pair), 2 * (league.train + pair) + 2) : [];

function Sentence({weights, league, read}: Pick<Props, 'weights' | 'league'> & {read(): LeagueTable | undefined}) {
  useFeed(weights);
  useFeed(league);
  const table = read();
  if (!table) return 'The strengths are on their way.';
  const {correlation, hasErrors} = table;
  return (
    <>
      <span className="reward-chosen">● strength</span>
      {hasErrors && ' with its 95 % interval'}; <span className="reward-rejected">○ share won</span> of unseen matches,
      a draw as half, and <span className="reward-chosen">❘</span> what the model expects of them.
      {correlation !== undefined && (
        <>
          {' '}
          Correlation of ● and ○:{' '}
          <span className="chart-figures chart-key" data-testid="league-correlation">
            {formatValue(correlation)}
          </span>
          .
        </>
      )}
    </>
  );
}

function tableOf(table: LeagueTable | undefined): Table {
  const columns = [
    'team',
    'league',
    'strength',
    'from',
    'to',
    'matches seen',
    'matches unseen',
    'share won, unseen',
    'expected',
  ];
  if (!table) return {caption: 'No strengths have been learnt yet.', columns, rows: []};
  const {tick, rows, home, hasErrors} = table;
  return {
    caption:
      `Step ${formatSteps(tick)}: teams from the strongest to the weakest, 95 % intervals of their strengths, ` +
      `and the share that they won of matches never trained on. Playing at home is worth ${formatValue(home)}.`,
    columns,
    rows: rows.map((row) => {
      const interval = hasErrors ? intervalOf(row) : undefined;
      const {name, league, strength, seen, unseen, won, expected} = row;
      return [
        name,
        league,
        plain(strength),
        interval ? plain(interval[0]) : '–',
        interval ? plain(interval[1]) : '–',
        seen,
        unseen,
        unseen > 0 ? plain(won) : '–',
        unseen > 0 ? plain(expected) : '–',
      ];
    }),
  };
}
