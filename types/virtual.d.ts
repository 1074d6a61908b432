declare module 'virtual:demos' {
  import type { LoadedDemo } from '../runner/windows/loaded-demo'

  /** Every demo of the catalogue by its slug, loaded when first asked for. */
  const demos: Record<string, () => Promise<{ default: LoadedDemo }>>
  export default demos
  /** Why the catalogue is as it was, and not as its files are now. */
  export const mistake: string | undefined
}

declare module 'virtual:examples' {
  /** The demos that can be begun with, in the order of the catalogue. */
  const examples: { slug: string, title: string }[]
  export default examples
}

declare module 'virtual:thread-code' {
  /** What surrounds a program in its thread, as one script. */
  const code: string
  export default code
}

declare module '~icons/*' {
  import type { FunctionalComponent, SVGAttributes } from 'vue'

  /** An icon of an installed set: `~icons/simple-icons/rust`. */
  const icon: FunctionalComponent<SVGAttributes>
  export default icon
}

/** Address of the kitchen that was started with the deck; null in a static build, whose kitchen is in the browser. */
declare const __KITCHEN_URL__: string | null

/** The port at which the deck listens; null where its kitchen answers nowhere else than at its own port. */
declare const __DECK_PORT__: string | null

/** Where the talk is published, as `SITE_URL` says; null where it does not. */
declare const __SITE_URL__: string | null

/** How long an egg takes in the kitchen, in milliseconds, unless it says otherwise. */
declare const __EGG_MS__: number

declare module 'virtual:outline' {
  const outline: import('../talk/outline').Chapter[]
  export default outline
}

declare module 'virtual:marks' {
  /** The mark of each language, by the name of its badge. */
  const marks: Record<string, import('vue').Component>
  export default marks
}

declare module 'virtual:front' {
  const front: import('../talk/front').Front
  export default front
}

declare module 'virtual:words' {
  /** What each slide says, in order. */
  export const slides: string[]
  /** The title and the shown code of each demo, by its slug. */
  export const demos: Record<string, string>
}

declare module 'virtual:all-notes' {
  /** The note of each slide as HTML, in order; none where they come with the slides. */
  const notes: string[]
  export default notes
}

declare module '#slidev/slides' {
  /** All slides of the deck, in order. */
  export const slides: import('vue').Ref<import('@slidev/client').SlideRoute[]>
}

declare module 'virtual:pace' {
  /** The seconds that its note gives each slide, in order; null for what stands behind a chapter. */
  const seconds: readonly (number | null)[]
  export default seconds
}
