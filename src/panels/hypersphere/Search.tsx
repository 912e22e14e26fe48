import {useId} from 'react';

interface Props {
  /** Whether the points are pictures; else they have only names. */
  pictures: boolean;
  query: string;
  /** Names to complete the query with. */
  names: readonly string[];
  /** The number of matching names; undefined without a query. */
  found: number | undefined;
  onQuery(query: string): void;
  /** The reader asks to see the first match. */
  onShow(): void;
}

export function Search({pictures, query, names, found, onQuery, onShow}: Props) {
  const list = useId();
  return (
    <search className="hypersphere-search">
      <input
        type="search"
        aria-label={pictures ? 'Find a picture by its name' : 'Find points by words in their names'}
        placeholder={pictures ? 'find a picture' : 'find words'}
        autoComplete="off"
        spellCheck={false}
        list={list}
        value={query}
        data-testid="hypersphere-search"
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onShow();
          if (event.key === 'Escape') onQuery('');
        }}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <span aria-live="polite">{found === undefined ? '' : found === 0 ? 'none found' : `${found} found`}</span>
    </search>
  );
}
