import type { Demo } from '../../demos/catalogue/demo.ts'
import { shownOn } from '../../talk/slide.ts'

/** Something of the path that can be run on a slide. */
export interface Stand {
  /** The slide's number. */
  no: number
  /** What runs there at one press of Run. */
  demos: Demo[]
  /** A race or a demo has a Run button; a board is taken apart step by step, and its programs are run beside it. */
  how: 'demo' | 'race' | 'board'
}

/** What can be run on these slides, in their order; a program that stands twice is run twice. */
export function standsOn(slides: readonly { no: number, content: string }[], findDemo: (slug: string) => Demo | undefined): Stand[] {
  return slides.flatMap(({ no, content }) => shownOn(content).flatMap(({ component, demos }): Stand[] => {
    if (component === 'Predict' || demos.length === 0)
      return []
    const how = component === 'DemoRace' ? 'race' : component === 'LiveDemo' || component === 'MachineDemo' ? 'demo' : 'board'
    return [{ no, how, demos: demos.flatMap(slug => findDemo(slug) ?? []) }]
  }))
}

/** Each program once. */
export function programsOf(stands: readonly Stand[]): Demo[] {
  return [...new Map(stands.flatMap(({ demos }) => demos).map(demo => [demo.slug, demo])).values()]
}
