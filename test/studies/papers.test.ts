import {describe, expect, it} from 'vitest';
import {GUIDE_SLUGS, STUDY_SLUGS} from '../../src/studies/index.ts';
import {PAPERS} from '../../src/studies/papers.ts';
import {THEMES, type ThemeId} from '../../src/studies/themes.ts';

const slugs = PAPERS.map(({slug}) => slug);

describe('the papers', () => {
  it('are 162, each with a slug and a title of its own', () => {
    expect(PAPERS).toHaveLength(162);
    expect(new Set(slugs).size).toBe(162);
    expect(new Set(PAPERS.map(({title}) => title)).size).toBe(162);
    // Slugs stand in addresses and in names of files.
    expect(slugs.filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  });

  it('have all studies and guides among them, each in one place', () => {
    const built = [...STUDY_SLUGS, ...GUIDE_SLUGS];
    expect(built.filter((slug) => !slugs.includes(slug))).toEqual([]);
    expect(new Set(built).size).toBe(built.length);
  });

  it('have from one to three themes each, none twice', () => {
    for (const {slug, themes} of PAPERS) {
      expect(themes.length, slug).toBeGreaterThanOrEqual(1);
      expect(themes.length, slug).toBeLessThanOrEqual(3);
      expect(new Set(themes).size, slug).toBe(themes.length);
    }
  });
});

describe('the themes', () => {
  it('have names and titles of their own', () => {
    expect(new Set(THEMES.map(({id}) => id)).size).toBe(THEMES.length);
    expect(new Set(THEMES.map(({title}) => title)).size).toBe(THEMES.length);
  });

  it('hold at least three papers each', () => {
    for (const {id} of THEMES) {
      expect(PAPERS.filter(({themes}) => themes.includes(id)).length, id).toBeGreaterThanOrEqual(3);
    }
  });

  it('are told in 60 to 110 words', () => {
    for (const {id, text} of THEMES) {
      const words = text.split(/\s+/).length;
      expect(words, id).toBeGreaterThanOrEqual(60);
      expect(words, id).toBeLessThanOrEqual(110);
    }
  });

  it('that do not exist do not compile', () => {
    // @ts-expect-error: a wrong name.
    const wrong: ThemeId = 'tempreature';
    expect(THEMES.some(({id}) => id === wrong)).toBe(false);
  });
});
