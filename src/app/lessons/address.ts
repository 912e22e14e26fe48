/** Addresses of lessons: `/lessons`, `/lessons/<slug>`, `/lessons/<slug>/<step>`, and a guess that is brought along. */
export interface LessonAddress {
  slug?: string;
  step?: string;
  /** The option that the reader has chosen where the question stood before: `?say=<option>`. */
  say?: string;
}

export function readLessons(address: string): LessonAddress {
  const [path, query = ''] = address.split('?');
  const [, , slug, step] = path.split('/');
  const say = new URLSearchParams(query).get('say');
  return {...(slug && {slug}), ...(step && {step}), ...(say && {say})};
}

export const lessonAddress = (slug: string, step?: string): string => `/lessons/${slug}${step ? `/${step}` : ''}`;
