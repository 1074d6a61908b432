// What this deck uses of @slidev/client, typed by hand. The package ships its own sources, and importing those types
// would put all of Slidev's code under our compiler flags.
import type { Component, ComputedRef, Ref } from 'vue'

export type RenderContext = 'none' | 'slide' | 'overview' | 'presenter' | 'previewNext'

export interface ClicksContext {
  current: number
  calculateSince: (at: number | string, size: number) => { start: number, end: number, max: number, delta: number } | null
  register: (id: string, info: unknown) => void
  unregister: (id: string) => void
}

export function useSlideContext(): {
  $page: Ref<number>
  $clicks: Ref<number>
  $clicksContext: ClicksContext
  $renderContext: Ref<RenderContext>
  $frontmatter: Record<string, unknown>
  $scale: Ref<number>
}

export interface SlideRoute {
  /** 1-based. */
  no: number
  meta: { slide: { frontmatter: { preload?: boolean, layout?: string, kicker?: string }, noteHTML?: string, title?: string } }
  load: () => Promise<{ default: Component }>
}

export function useNav(): {
  slides: Ref<SlideRoute[]>
  currentSlideNo: ComputedRef<number>
  /** Whether the address is that of a slide. */
  hasPrimarySlide: ComputedRef<boolean>
  isPrintMode: ComputedRef<boolean>
  /** The numbers of the slides that are printed. */
  printRange: Ref<number[]>
  isPresenter: ComputedRef<boolean>
  next: () => Promise<void>
  go: (page: number, clicks?: number) => Promise<void>
}

export function useDarkMode(): { isDark: ComputedRef<boolean>, toggleDark: () => void }
export function useIsSlideActive(): ComputedRef<boolean>
export function onSlideEnter(callback: (to: number, from: number | undefined) => void): void
export function onSlideLeave(callback: (to: number, from: number | undefined) => void): void
/** Turns the deck's keyboard shortcuts off until the returned function is called. */
export function lockShortcuts(): () => void
export function useDrawings(): { drawingEnabled: Ref<boolean>, clear: () => void }
