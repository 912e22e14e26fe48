/** Addresses of lessons: `/lessons`, `/lessons/<slug>`, `/lessons/<slug>/<step>`. */
export function readLessons(address: string): {slug?: string; step?: string} {
  const [, , slug, step] = address.split('/');
  return {...(slug && {slug}), ...(step && {step})};
}

export const lessonAddress = (slug: string, step?: string): string => `/lessons/${slug}${step ? `/${step}` : ''}`;
