import type { InjectionKey } from 'vue'
import { inject, provide, shallowRef } from 'vue'

/** What a component is told that stands in a text instead of on a slide: there it is as high as it needs to be. */
export interface Reading {
  /** The chapter's name. */
  chapter: string
  /** The place in it, where it is one. */
  place?: string
}

const READING: InjectionKey<Reading> = Symbol('reading')

export function provideReading(reading: Reading): void {
  provide(READING, reading)
}

/** Nothing on a slide. */
export function useReading(): Reading | undefined {
  return inject(READING, undefined)
}

/** The slide whose place in the text is being read, while a chapter is. */
export const currentNo = shallowRef<number>()
