/** Words that say the same as words of the language. They are words of texts only where answers are reworded. */
const PAIRS =
  'boil:simmer cold:chilly dog:hound plant:shrub money:cash need:require needs:requires put:lay look:gaze helps:aids ' +
  'sleep:slumber drink:sip wash:rinse clothes:garments long:lengthy cool:chill hot:heated let:allow good:fine use:employ ' +
  'soft:tender hard:firm dry:arid turn:rotate dark:dim walk:stroll bake:roast rest:pause slow:sluggish sea:ocean ' +
  'enough:sufficient lot:plenty cut:slice room:chamber coffee:espresso short:brief flat:level oven:stove care:attention ' +
  'clean:tidy fast:quick save:spare bad:poor shirt:blouse heat:warmth full:filled learn:study begin:commence alone:solo ' +
  'question:query sad:gloomy hole:gap kills:destroys window:pane tired:weary evening:dusk bright:vivid eat:consume ' +
  'meal:dinner mix:blend change:shift shows:displays big:large doctor:physician share:divide buy:purchase free:gratis ' +
  'smallest:tiniest give:grant reward:treat rain:drizzle bends:curves snow:sleet wind:breeze soap:suds wet:damp ' +
  'start:launch remove:erase closes:shuts breathe:inhale stand:stay heavy:weighty shoes:boots people:folk many:numerous ' +
  'pay:settle prices:costs bicycle:bike black:ebony stupid:silly clever:smart great:splendid fool:dunce think:believe ' +
  'perhaps:maybe sure:certain';

/** Each word with the one that says the same. */
export const SYNONYMS: readonly (readonly string[])[] = PAIRS.split(' ').map((pair) => pair.split(':'));

/** In front of an answer and behind it: they say nothing. */
export const AFFIXES = {
  before: 'dear reader , hereby follows a reply .'.split(' '),
  behind: 'kind regards , yours truly .'.split(' '),
};
