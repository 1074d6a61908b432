import { loadSlides } from '../talk/slides.ts'
import { lookAtSlides } from './every-slide.ts'

lookAtSlides(await loadSlides(), 1)
