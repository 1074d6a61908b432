import type { Demo } from '../demos/catalogue/demo.ts'
import type { House, Slide } from './check.ts'
import { describe, expect, it } from 'vitest'
import { findProblems, findRepeats, linksOf } from './check.ts'
import { headlinesOf } from './slide.ts'

const demos: Record<string, Partial<Demo>> = {
  'two-eggs': { language: 'javascript', file: 'demos/two-eggs.ts', expect: { eggs: ['A', 'B'], overlap: 'all', outcome: 'done' } },
  'snake': { language: 'python', file: 'demos/snake.py' },
  'whole': { language: 'javascript', file: 'demos/whole.ts' },
  'lost': { language: 'javascript', file: 'demos/lost.ts' },
}
const files: Record<string, string> = {
  'demos/two-eggs.ts': '// #region show\nfry()\n// #endregion show\n',
  'demos/snake.py': '# #region show\nfry()\n# #endregion show\n',
  'demos/whole.ts': 'fry()\n',
  'public/pan.svg': '<svg/>',
}
const house: House = {
  layouts: new Set(['default', 'demo', 'quiz']),
  components: new Set(['LiveDemo', 'DemoRace', 'MachineDemo', 'RunsAt']),
  findDemo: slug => demos[slug] as Demo | undefined,
  read: path => files[path],
}

function slide(content: string, rest: Partial<Slide> = {}): Slide {
  const headlines = headlinesOf(content)
  return {
    title: headlines[0] ?? '(no headline)',
    headlines,
    chapter: '01',
    content,
    note: '[0:30]\n- Press Run.\n\nIt may burn.',
    frontmatter: {},
    ...rest,
  }
}

/** The problems of one slide with that below its headline, without where they are. */
function problems(content: string, rest: Partial<Slide> = {}): string[] {
  return findProblems([slide(`# It *fries*\n\n${content}`, rest)], house).map(problem => problem.replace('01, “It fries”: ', ''))
}

describe('a slide', () => {
  it('may show what is there', () => {
    expect(
      problems('<LiveDemo demo="two-eggs" predict="seconds: 2, 4" />\n\n<<< @/demos/two-eggs.ts#show\n\n![A pan](/pan.svg)', {
        frontmatter: { layout: 'demo' },
      }),
    ).toEqual([])
    expect(problems('<LiveDemo demo="snake" />', { frontmatter: { language: 'Python' } })).toEqual([])
  })

  it('says which of its layouts, components and demos is missing', () => {
    expect(problems('', { frontmatter: { layout: 'dmeo' } })).toEqual(['there is no layout “dmeo”. Did you mean demo?'])
    expect(problems('<LiveDmeo demo="two-eggs" />')).toEqual(['there is no component <LiveDmeo>. Did you mean LiveDemo?'])
    expect(problems('<LiveDemo demo="two-egs" />')).toEqual(['<LiveDemo> asks for a demo “two-egs” that is not in the catalogue'])
    expect(problems('<DemoRace demos="two-eggs,three-eggs" />')).toEqual([
      '<DemoRace> asks for a demo “three-eggs” that is not in the catalogue',
    ])
    expect(problems('<LiveDemo />'), 'a place for a program of one’s own').toEqual([])
    expect(problems('<MachineDemo />')).toEqual(['<MachineDemo> asks for a demo “” that is not in the catalogue'])
  })

  it('says what would be computed in place of being shown', () => {
    expect(problems('Write {{ a.b }} here.')).toEqual([
      '“{{ a.b }}” would be computed, and there is no such name. For the letters themselves: <span v-pre>{{ a.b }}</span>',
    ])
    expect(problems('`{{ a }}`, {{ $clicks }}\n\n```vue\n{{ a }}\n```')).toEqual([])
    expect(problems('<script setup>\nimport Pan from \'../Pan.vue\'\nconst a = 1\n</script>\n\n<Pan /> {{ a }} <Transition />')).toEqual([])
  })

  it('says which of its files and regions is missing', () => {
    expect(problems('<LiveDemo demo="lost" />')).toEqual(['lost has no file demos/lost.ts'])
    expect(problems('<LiveDemo demo="whole" />')).toEqual(['demos/whole.ts has no region “show”'])
    expect(problems('<<< @/demos/none.ts')).toEqual(['there is no file demos/none.ts'])
    expect(problems('<<< @/demos/two-eggs.ts#shwo')).toEqual(['demos/two-eggs.ts has no region “shwo”'])
    expect(problems('![A pot](/pot.svg)')).toEqual(['the picture /pot.svg is not in public/'])
    expect(problems('![](/pan.svg)')).toEqual(['the picture /pan.svg has no words for who cannot see it'])
  })

  it('does not take an example in code for the real thing', () => {
    expect(problems('```md\n<LiveDmeo />\n[x](y)\n# no headline\n```\n\nWrite `<Anything />`.')).toEqual([])
  })

  it('wears the badge of its program’s language, and no other', () => {
    expect(problems('<LiveDemo demo="snake" />', { frontmatter: { language: 'Rust' } })).toEqual([
      'snake is in python, and the slide’s badge says Rust',
    ])
    expect(problems('<LiveDemo demo="snake" />')).toEqual(['snake is in python, and the slide’s badge says nothing'])
    expect(problems('<LiveDemo demo="two-eggs" />', { frontmatter: { language: 'Python' } })).toEqual([
      'two-eggs is in javascript, and the slide’s badge says Python',
    ])
  })

  it('does not keep a stand-in for a demo that is there', () => {
    expect(problems('<!-- demo: two-eggs -->\nsome code\n<!-- /demo -->')).toEqual([
      'two-eggs is in the catalogue, and what stands in for it is still there',
    ])
    expect(problems('<!-- race: two-eggs,three-eggs -->\nsome code\n<!-- /race -->')).toEqual([])
  })

  it('asks only what can be asked', () => {
    expect(problems('<LiveDemo demo="two-eggs" predict="weight" />')).toEqual([expect.stringContaining('There is no question “weight”')])
    expect(problems('<LiveDemo demo="two-eggs" predict="order: A, B" />')).toEqual([expect.stringContaining('takes no answers')])
  })

  it('has a headline with a phrase', () => {
    expect(findProblems([slide('Words.'), slide('# It fries'), slide('# It *fries*')], house)).toEqual([
      '01, “(no headline)”: it has no headline',
      '01, “It fries”: no phrase of its headline is in asterisks',
    ])
  })

  it('says what was found where it can be found, with a phrase, on a line', () => {
    expect(problems('', { frontmatter: { layout: 'demo', after: 'It *fried*' } })).toEqual([])
    expect(problems('', { frontmatter: { after: 'It *fried*' } })).toEqual([
      'its layout is “default”, and only demo and figure show what stands in “after”',
    ])
    expect(problems('', { frontmatter: { layout: 'demo', after: 'It fried' } })).toEqual(['no phrase of its “after” is in asterisks'])
    expect(problems('', { frontmatter: { layout: 'demo', after: 'It *must `throw`*' } })).toEqual([
      'code in the marked phrase of its “after” would be shown with its backticks',
    ])
    expect(problems('', { frontmatter: { layout: 'demo', after: `It *fried* ${'well '.repeat(12)}` } })).toEqual([
      expect.stringContaining('more than a line'),
    ])
  })

  it('decides a claim by a run, in one of three words', () => {
    const claim = '<LiveDemo demo="two-eggs" />\n\n::answer::\n\nIt does.'
    expect(problems(claim, { frontmatter: { layout: 'quiz', verdict: true } })).toEqual([])
    expect(problems(claim, { frontmatter: { layout: 'quiz', verdict: 'Not before' } })).toEqual([
      'its verdict is “Not before”; it has to be one of true, false, It depends',
    ])
    expect(problems('Really?', { frontmatter: { layout: 'quiz', verdict: false } })).toEqual([
      'it does not say why, behind “::answer::”',
      'nothing on it can be run before the verdict',
    ])
    expect(problems('::answer::\n\nIt does.', { frontmatter: { layout: 'quiz', verdict: false, path: 'more' } })).toEqual([])
  })
})

describe('links', () => {
  it('are well-formed, plain and have words', () => {
    expect(problems('[Eggs](https://eggs.example/a?v=1), [more](https://eggs.example/b)')).toEqual([])
    expect(problems('[Eggs](eggs.example)')).toEqual(['“eggs.example” is no address'])
    expect(problems('[Eggs](http://eggs.example)')).toEqual(['http://eggs.example is not a plain https address'])
    expect(problems('[](https://eggs.example)')).toEqual(['the link to https://eggs.example has no words'])
    expect(problems('[Eggs](https://eggs.example/?utm_source=x)')).toEqual([
      'https://eggs.example/?utm_source=x carries utm_source, which only counts who follows it',
    ])
  })

  it('lead to each address once, on all slides together', () => {
    const one = slide('# *One*\n\n[a](https://eggs.example/)')
    const two = slide('# *Two*\n\n[b](https://eggs.example)')
    expect(findProblems([one, two], house)).toEqual(['01, “Two”: https://eggs.example is linked from “One” as well'])
  })

  it('are found in lists and sentences, and pictures are none', () => {
    expect(linksOf('- [One `two`](https://a.example), ![no](/pan.svg) and [three](https://b.example).')).toEqual([
      { text: 'One code', href: 'https://a.example' },
      { text: 'three', href: 'https://b.example' },
    ])
  })
})

describe('a way back', () => {
  const there = slide('# It *fries*\n\n<LiveDemo demo="two-eggs" />', { chapter: '08' })
  const way = (words: string, demo = 'two-eggs') =>
    findProblems([there, slide(`# *Back*\n\n<RunsAt demo="${demo}">${words}</RunsAt>`, { chapter: '15' })], house)

  it('leads to the chapter that it names', () => {
    expect(way('chapter 8')).toEqual([])
    expect(way('chapter 9')).toEqual(['15, “Back”: it says that two-eggs runs in “chapter 9”, and that is chapter 8'])
    expect(way('here')).toEqual(['15, “Back”: it says that two-eggs runs in “here”, and that is chapter 8'])
    expect(way('chapter 8', 'snake')).toEqual(['15, “Back”: it leads to “snake”, and no slide shows that'])
  })
})

it('no note says what another one says', () => {
  const notes = [
    '[0:30]\n- Run it now, and wait.\n\nIt fries for a while. Is it burnt by now?',
    '[0:10]\n- Run it now, and wait.\n\nIt fries for\na while.\n\nSource: a book that both of them have.',
    '[0:10]\n\nNo.\n\nSource: a book that both of them have.',
  ]
  expect(findRepeats(notes.map(note => ({ note })))).toEqual(['It fries for a while.'])
})
