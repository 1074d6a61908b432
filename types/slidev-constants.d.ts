// What a component finds around it on a slide, by the keys under which Slidev provides it.
import type { InjectionKey, Ref } from 'vue'

export const injectionCurrentPage: InjectionKey<Ref<number>>
export const injectionRenderContext: InjectionKey<Ref<string>>
export const injectionSlidevContext: InjectionKey<{ nav: { currentSlideNo: number, next?: () => void } }>
export const injectionFrontmatter: InjectionKey<Record<string, unknown>>
export const injectionClicksContext: InjectionKey<Ref<{ current: number }>>

/** As a number of clicks: all there are. */
export const CLICKS_MAX: number
