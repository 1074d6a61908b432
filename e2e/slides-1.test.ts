import { lookAtSlides } from './every-slide.ts'
import { loadSlides } from './slides.ts'

lookAtSlides(await loadSlides(), 0)
