/** Addresses of the studies: `/studies`, `/studies/<slug>`, and what they show behind a question mark. Pure but for `write`. */

export interface StudiesAddress {
  /** Undefined for the catalogue. */
  slug?: string;
  query: URLSearchParams;
}

export function readStudies(address: string): StudiesAddress {
  const [path, query = ''] = address.split('?');
  const slug = path.split('/')[2];
  return {query: new URLSearchParams(query), ...(slug && {slug})};
}

/** The address with a query; what is empty is left out. */
export function studiesAddress(slug: string | undefined, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return `/studies${slug ? `/${slug}` : ''}${text ? `?${text}` : ''}`;
}

/** Puts another address in the place of the present one, without an entry in the history of the browser. */
export function write(address: string): void {
  window.history.replaceState(window.history.state, '', `#${address}`);
  dispatchEvent(new HashChangeEvent('hashchange'));
}
