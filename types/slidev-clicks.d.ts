// How many clicks a slide has had, where it is shown outside of the slide show.
import type { ClicksContext, SlideRoute } from './slidev-client'

export function createFixedClicks(route?: SlideRoute, current?: number): ClicksContext & { readonly total: number }
