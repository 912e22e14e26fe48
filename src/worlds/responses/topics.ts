/**
 * What can be said: everyday questions with facts that are known to be right or wrong, and phrases that say nothing about
 * the matter. All are sentences of word tokens, so that texts can be taken apart again exactly.
 */

export interface Topic {
  name: string;
  prompts: readonly string[];
  /** What a good answer says. */
  facts: readonly string[];
  /** What sounds alike and is wrong. */
  wrong: readonly string[];
}

export const TOPICS: readonly Topic[] = [
  {
    name: 'egg',
    prompts: ['how do i boil an egg ?', 'how long does an egg need ?'],
    facts: [
      'put the egg into boiling water .',
      'a soft egg needs six minutes .',
      'a hard egg needs ten minutes .',
      'cool the egg in cold water .',
      'a fresh egg sinks in water .',
    ],
    wrong: [
      'a soft egg needs one hour .',
      'put the egg into cold oil .',
      'a fresh egg floats in water .',
      'freeze the egg before you boil it .',
    ],
  },
  {
    name: 'plant',
    prompts: ['how do i keep a plant alive ?', 'why does my plant look sad ?'],
    facts: [
      'most plants need light every day .',
      'water the plant when the soil is dry .',
      'a pot needs a hole for water .',
      'too much water kills the roots .',
      'turn the plant towards the window .',
    ],
    wrong: [
      'plants need no light .',
      'water the plant every hour .',
      'cut the roots every day .',
      'salt in the soil helps a plant .',
    ],
  },
  {
    name: 'sleep',
    prompts: ['how can i sleep better ?', 'why am i tired every day ?'],
    facts: [
      'go to bed at the same hour .',
      'keep the room dark and cool .',
      'drink no coffee in the evening .',
      'put the phone away before bed .',
      'a short walk every day helps you sleep .',
    ],
    wrong: [
      'drink coffee before bed .',
      'keep the room bright and hot .',
      'the phone in bed helps you sleep .',
      'eat a hard meal at night .',
    ],
  },
  {
    name: 'bread',
    prompts: ['how do i bake bread ?', 'why is my bread flat ?'],
    facts: [
      'mix flour with water and salt .',
      'yeast makes the dough rise .',
      'let the dough rest for one hour .',
      'bake the bread in a hot oven .',
      'let the bread cool before you cut it .',
    ],
    wrong: [
      'flour is made of sugar .',
      'bake the bread in a cold oven .',
      'boiling water helps the yeast .',
      'dough needs no rest .',
    ],
  },
  {
    name: 'bicycle',
    prompts: ['how do i care for my bicycle ?', 'why is my bicycle slow ?'],
    facts: [
      'pump the tyres every month .',
      'clean the chain and oil it .',
      'the saddle should be at the height of your hip .',
      'test the brakes before you ride .',
      'keep the bicycle dry in winter .',
    ],
    wrong: [
      'soft tyres are fast .',
      'salt keeps the chain clean .',
      'oil the brakes before you ride .',
      'the saddle should be at the height of your knee .',
    ],
  },
  {
    name: 'moon',
    prompts: ['why does the moon change ?', 'what is the moon ?'],
    facts: [
      'the moon goes around the earth .',
      'one turn takes about one month .',
      'the moon shows the light of the sun .',
      'the same side always looks at us .',
      'the moon makes the sea rise and fall .',
    ],
    wrong: [
      'the moon is made of cheese .',
      'the moon has light of its own .',
      'one turn takes about one day .',
      'the moon is as big as the sun .',
    ],
  },
  {
    name: 'tea',
    prompts: ['how do i make good tea ?', 'why is my tea bitter ?'],
    facts: [
      'black tea needs boiling water .',
      'green tea needs water that is not boiling .',
      'three minutes are enough for black tea .',
      'too much time makes tea bitter .',
      'use fresh water for every pot .',
    ],
    wrong: [
      'black tea needs cold water .',
      'boil the tea for one hour .',
      'salt makes tea sweet .',
      'green tea needs hot oil .',
    ],
  },
  {
    name: 'cold',
    prompts: ['what helps against a cold ?', 'how long does a cold last ?'],
    facts: [
      'a cold lasts about one week .',
      'rest and drink enough water .',
      'wash your hands to keep others well .',
      'a virus makes a cold .',
      'see a doctor if you have a high fever .',
    ],
    wrong: [
      'a cold lasts about one year .',
      'cold air makes a virus .',
      'drink no water when you have a cold .',
      'share your cup to keep others well .',
    ],
  },
  {
    name: 'savings',
    prompts: ['how can i save money ?', 'where does my money go ?'],
    facts: [
      'write down what you spend .',
      'put some money away every month .',
      'pay back debt with high interest first .',
      'keep enough money for three months .',
      'compare prices before you buy .',
    ],
    wrong: [
      'spend the money before you have it .',
      'debt is free money .',
      'never look at prices .',
      'pay the smallest interest twice .',
    ],
  },
  {
    name: 'dog',
    prompts: ['how do i care for a dog ?', 'what does my dog need ?'],
    facts: [
      'a dog needs a walk every day .',
      'chocolate is bad for a dog .',
      'give the dog fresh water .',
      'reward the dog when it does well .',
      'a young dog needs a lot of sleep .',
    ],
    wrong: [
      'chocolate is good for a dog .',
      'a dog needs no water .',
      'a dog needs one walk a year .',
      'shout at the dog when it does well .',
    ],
  },
  {
    name: 'rainbow',
    prompts: ['how does a rainbow come about ?', 'when do i see a rainbow ?'],
    facts: [
      'a rainbow needs sun and rain .',
      'drops of water bend the light .',
      'each colour bends in its own way .',
      'the sun must be behind you .',
      'red is on the outer side .',
    ],
    wrong: [
      'a rainbow needs snow and wind .',
      'the sun must be in front of you .',
      'a rainbow is made of glass .',
      'red is on the inner side .',
    ],
  },
  {
    name: 'laundry',
    prompts: ['how do i wash my clothes ?', 'why did my shirt shrink ?'],
    facts: [
      'wash dark and white clothes apart .',
      'hot water makes wool shrink .',
      'cold water saves power .',
      'read the label in the shirt .',
      'let the clothes dry in the air .',
    ],
    wrong: [
      'wash wool in boiling water .',
      'wash dark and white clothes together .',
      'use oil in place of soap .',
      'wet clothes save power .',
    ],
  },
  {
    name: 'phone',
    prompts: ['why is my phone slow ?', 'how do i keep my phone well ?'],
    facts: [
      'start the phone again once a week .',
      'remove what you do not use .',
      'heat is bad for the battery .',
      'a full memory makes a phone slow .',
      'new software closes holes .',
    ],
    wrong: [
      'put the phone into water to cool it .',
      'heat is good for the battery .',
      'a full memory makes a phone fast .',
      'never use new software .',
    ],
  },
  {
    name: 'swimming',
    prompts: ['how do i learn to swim ?', 'is it hard to swim ?'],
    facts: [
      'learn to breathe out under water .',
      'begin where you can stand .',
      'lie flat and look down .',
      'long kicks come from the hip .',
      'never swim alone in the sea .',
    ],
    wrong: [
      'hold your breath for one hour .',
      'begin alone in the sea .',
      'look up and drink the water .',
      'heavy shoes help you swim .',
    ],
  },
];

/** Phrases that do not belong to a topic, by what they are. */
export const PHRASES = {
  /** Says nothing. */
  filler: [
    'as you may know , there is a lot to say about this .',
    'let us look at this in more detail .',
    'this is a matter that many people ask about .',
    'there are many things to keep in mind here .',
    'to sum up , it is all about what you need .',
    'that is the long and the short of it .',
  ],
  /** Looks tidy. */
  style: ['•', '**', '✓', '➜'],
  /** Takes back half of what is said. */
  hedge: ['perhaps ,', 'i think ,', 'it may be that', 'some people say that', 'i am not sure , but'],
  /** Praises who asks. */
  flattery: [
    'what a great question !',
    'you are very clever to ask .',
    'i can see that you know a lot .',
    'you have such good taste .',
  ],
  rude: ['that is a stupid question .', 'only a fool would ask this .', 'you bore me .', 'what nonsense .'],
} as const satisfies Record<string, readonly string[]>;

export type PhraseKind = keyof typeof PHRASES;
