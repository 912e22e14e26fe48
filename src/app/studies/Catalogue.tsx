/** All papers: those that are studies as cards, the others as a list. */
import {useId, useState} from 'react';
import {Button, Input, Label, SearchField, ToggleButton, ToggleButtonGroup} from 'react-aria-components';
import {Terms} from '../../panels/glossary/Terms.tsx';
import {DOORS} from '../../studies/doors.ts';
import {PAPERS} from '../../studies/papers.ts';
import {THEMES} from '../../studies/themes.ts';
import {studiesAddress, write} from './address.ts';
import {
  BENCHES,
  countsOf,
  type Entry,
  entriesOf,
  type Facet,
  type Filters,
  found,
  isOpen,
  queryOf,
  readFilters,
  STATUSES,
} from './catalogue.ts';
import {StudiesTop} from './StudiesTop.tsx';
import {StudyCard} from './StudyCard.tsx';
import {SUMMARIES} from './summaries.ts';
import {ThemeView} from './ThemeView.tsx';
import {useTitle} from './title.ts';
import './studies.css';

const ENTRIES = entriesOf(PAPERS, SUMMARIES);

export default function Catalogue({query}: {query: URLSearchParams}) {
  const filters = readFilters(query);
  const theme = THEMES.find(({id}) => id === filters.theme);
  useTitle(theme ? `${theme.title}: studies` : 'Studies');
  const shown = found(ENTRIES, filters);
  const [open, listed] = [shown.filter(isOpen), shown.filter((entry) => !isOpen(entry))];
  return (
    <div className="studies">
      <StudiesTop list />
      <div className="catalogue">
        <FilterRail entries={ENTRIES} filters={filters} />
        <main>
          <h1>{theme ? theme.title : 'Studies: papers as experiments'}</h1>
          {theme ? (
            <p className="studies-lead">
              <Terms inOrder>{theme.text}</Terms>
            </p>
          ) : (
            <p className="studies-lead">
              Each study takes a paper’s method and what it argues with, trains both small and side by side, and says
              whether its claim shows here: with eight seeds, and margins that were fixed before.
            </p>
          )}
          <p className="catalogue-found" role="status" data-testid="found">
            {foundText(open.length, listed.length)}
          </p>
          {theme && <ThemeView entries={open} />}
          {shown.length === ENTRIES.length && <Doors />}
          {open.length > 0 && (
            <ul className="study-cards" data-testid="cards">
              {open.map((entry) => (
                <StudyCard key={entry.paper.slug} entry={entry} />
              ))}
            </ul>
          )}
          {listed.length > 0 && <NotBuilt entries={listed} />}
        </main>
      </div>
    </div>
  );
}

/** Questions to begin with, while nothing is looked for. */
function Doors() {
  return (
    <nav className="doors" aria-label="Begin with a question" data-testid="doors">
      {DOORS.map(({slug, question, says}) => (
        <a key={slug} href={`#/studies/${slug}`}>
          <b>{question}</b> <span>{says}</span>
        </a>
      ))}
    </nav>
  );
}

function foundText(open: number, listed: number): string {
  if (open + listed === 0) return 'No paper fits. Take a filter away, or look for fewer words.';
  const papers = `${open + listed} ${open + listed === 1 ? 'paper' : 'papers'}`;
  return `${papers}: ${open} to open, ${listed} not built yet.`;
}

function NotBuilt({entries}: {entries: readonly Entry[]}) {
  const heading = useId();
  return (
    <section className="not-built" aria-labelledby={heading}>
      <h2 id={heading}>Not built yet</h2>
      <ul data-testid="not-built">
        {entries.map(({paper}) => (
          <li key={paper.slug}>
            {paper.title} <span>{BENCHES[paper.bench]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Words and facets. What is chosen stands in the address, so that it can be shared. */
function FilterRail({entries, filters}: {entries: readonly Entry[]; filters: Filters}) {
  const [sheet, setSheet] = useState(false);
  const change = (part: Partial<Filters>) => write(studiesAddress(undefined, queryOf({...filters, ...part})));
  const chosen = [filters.bench, filters.theme, filters.status].filter(Boolean).length;
  const any = chosen > 0 || filters.words !== '';
  return (
    <search className="catalogue-rail" aria-label="Find studies" data-sheet={sheet || undefined}>
      <SearchField
        className="catalogue-search"
        value={filters.words}
        onChange={(words) => change({words})}
        data-testid="catalogue-search"
      >
        <Label className="eyebrow">Find</Label>
        <Input placeholder="words of a title" />
      </SearchField>
      <Button className="catalogue-more" onPress={() => setSheet(!sheet)} aria-expanded={sheet}>
        {sheet ? 'Fewer filters' : `Filters${chosen > 0 ? ` (${chosen})` : ''}`}
      </Button>
      <div className="catalogue-facets">
        <FacetList
          {...{entries, filters, change}}
          facet="status"
          label="Verdict"
          values={STATUSES.map((name) => ({name, label: name}))}
        />
        <FacetList
          {...{entries, filters, change}}
          facet="bench"
          label="Bench"
          values={Object.entries(BENCHES).map(([name, label]) => ({name, label}))}
        />
        <FacetList
          {...{entries, filters, change}}
          facet="theme"
          label="Theme"
          values={THEMES.map(({id, title}) => ({name: id, label: title}))}
        />
        {any && (
          <Button className="quiet catalogue-clear" onPress={() => write('/studies')} data-testid="clear-filters">
            ✕ All papers
          </Button>
        )}
      </div>
    </search>
  );
}

interface FacetProps {
  entries: readonly Entry[];
  filters: Filters;
  change(part: Partial<Filters>): void;
  facet: Facet;
  label: string;
  values: readonly {name: string; label: string}[];
}

function FacetList({entries, filters, change, facet, label, values}: FacetProps) {
  const heading = useId();
  const counts = countsOf(entries, filters, facet);
  const chosen = filters[facet];
  const offered = values.filter(({name}) => counts.has(name) || name === chosen);
  if (offered.length === 0) return null;
  return (
    <div className="facet">
      <h2 className="eyebrow" id={heading}>
        {label}
      </h2>
      <ToggleButtonGroup
        aria-labelledby={heading}
        orientation="vertical"
        selectionMode="single"
        selectedKeys={chosen === undefined ? [] : [chosen]}
        onSelectionChange={(keys) => change({[facet]: [...keys][0] as string | undefined})}
        data-testid={`facet-${facet}`}
      >
        {offered.map(({name, label: text}) => (
          <ToggleButton key={name} id={name} className="facet-value" data-testid={`${facet}-${name}`}>
            <span>{text}</span> <span className="facet-count">{counts.get(name) ?? 0}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
