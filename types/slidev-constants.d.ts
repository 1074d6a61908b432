// What a component finds around it on a slide, by the keys under which Slidev provides it.
import type { InjectionKey, Ref } from 'vue'

export const injectionCurrentPage: InjectionKey<Ref<number>>
export const injectionRenderContext: InjectionKey<Ref<string>>
export const injectionSlidevContext: InjectionKey<{ nav: { currentSlideNo: number } }>
export const injectionClicksContext: InjectionKey<Ref<{ current: number }>>
