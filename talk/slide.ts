/** What a slide shows that can be run, or taken apart. */
export interface Shown {
  /** The component that shows it, as the Markdown writes it: `LiveDemo`. */
  component: string
  /** The demos in it, by their slugs; a board may be a model that runs no program. */
  demos: string[]
  /** What it asks before the run, as the Markdown writes it. */
  question?: string
  /** Whether it can be taken apart, step by step. */
  isModel: boolean
}

/** Boards know their own programs, and a slide only writes the board's name. */
const DEMOS_OF_BOARDS: Record<string, readonly string[]> = {
  AmdahlBoard: ['amdahl-board'],
  ChannelBoard: ['channel-board'],
  EventLoopBoard: ['loop-order', 'loop-await', 'node-loop-phases'],
  PoolBoard: ['pool-board'],
  RushBoard: ['rush-board'],
  ScopeBoard: ['scope-board'],
  ThreeForms: ['hood-async', 'hood-generator', 'hood-machine'],
}

/** Whether a slide belongs to the talk, also to the talk in twenty minutes, or stands behind its chapter. */
export type Path = 'main' | 'short' | 'more'

const FENCE = /^```[\s\S]+?^```/gm
const COMPONENT = /<([A-Z]\w*)((?:\s+[:@\w-]+(?:="[^"]*")?)*)\s*\/?>/g

/** What is in fences and in code within lines is an example: what is left is Markdown and components. */
export function withoutCode(content: string): string {
  return content.replace(FENCE, '').replace(/`[^`\n]+`/g, 'code')
}

/** All that a slide shows that can be run or taken apart, in order. */
export function shownOn(content: string): Shown[] {
  return [...withoutCode(content).matchAll(COMPONENT)].flatMap(([, component, written]): Shown[] => {
    const attribute = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(written!)?.[1]
    const question = attribute('predict') ?? attribute('ask')
    const shown = { component: component!, ...question !== undefined && { question } }
    switch (component) {
      case 'LiveDemo':
        // Without a slug it is a place for a program of one's own, and no demo.
        return attribute('demo') === undefined ? [] : [{ ...shown, demos: [attribute('demo')!], isModel: false }]
      case 'Predict':
        return [{ ...shown, demos: [attribute('demo') ?? ''], isModel: false }]
      case 'MachineDemo':
        return [{ ...shown, demos: [attribute('demo') ?? ''], isModel: true }]
      case 'DemoRace':
        return [{ ...shown, demos: (attribute('demos') ?? '').split(',').map(slug => slug.trim()), isModel: false }]
      default:
        return component!.endsWith('Board') || component! in DEMOS_OF_BOARDS
          ? [{ ...shown, demos: [...DEMOS_OF_BOARDS[component!] ?? []], isModel: true }]
          : []
    }
  })
}

/** The slugs of all demos on a slide, each once. */
export function demosOn(content: string): string[] {
  return [...new Set(shownOn(content).flatMap(({ demos }) => demos))]
}

/** Which path a slide is on, by its frontmatter. */
export function pathOf({ path }: Record<string, unknown>): Path {
  return path === 'short' || path === 'more' ? path : 'main'
}

/** The headlines of a slide, without their marks. */
export function headlinesOf(content: string): string[] {
  return [...content.replace(FENCE, '').matchAll(/^# (.+)$/gm)].map(([, headline]) => plain(headline!))
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/** What is left of Markdown, components and comments when it is read aloud. */
export function plain(markdown: string): string {
  return markdown
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<\/?[A-Z][^>]*>/gi, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*`]/g, '')
    .replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code?: string, name?: string) => code ? String.fromCodePoint(Number(code)) : NAMED[name!]!)
    .replace(/\s+/g, ' ')
    .trim()
}
