import {useId} from 'react';

interface Props {
  /** Names stand beside pictures, or are all there is. */
  pictures: boolean;
  query: string;
  /** Names to complete the query with. */
  names: readonly string[];
  /** How many things have such a name; undefined while nothing is sought. */
  found: number | undefined;
  onQuery(query: string): void;
  /** The reader wants to be shown the first. */
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
